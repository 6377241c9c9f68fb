import { Connection } from '../promptgen/connection.js';
import { PromptGenError } from '../promptgen.js';
import { $, make } from './dom.js';
import { counted, onLanguage, t } from './i18n.js';

/** What the user has left, at the top of the page. */
export class Account {
  /** @type {any} */
  latest;
  #session;
  /** @type {AbortController | undefined} */
  #asking;
  /** Gives the parts on show. @type {() => string[]} */
  #parts = () => [];

  /** @param {import('./session.js').Session} session */
  constructor(session) {
    this.#session = session;
    onLanguage(() => this.#draw());
  }

  async refresh() {
    this.#asking?.abort();
    const { signal } = this.#asking = new AbortController();
    try {
      if (await this.#session.quietToken() === undefined) return this.#show(() => [], true);
      const connection = new Connection({ token: async refused => await this.#session.quietToken(refused) ?? '', onConnection: unreachable });
      const { body } = await connection.json('/api/v1/billing/account/', { signal });
      this.latest = body;
      this.#show(() => words(body), false);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof PromptGenError)) throw error;
      this.latest = undefined;
      const isRefused = error.status === 401 || error.code === 'invalid_token';
      this.#show(() => [t(isRefused ? 'balance.refused' : 'balance.none')], isRefused);
    }
  }

  /** @param {() => string[]} parts each of which stays on one line @param {boolean} needsToken */
  #show(parts, needsToken) {
    this.#parts = parts;
    this.#draw();
    $('sign-in').hidden = !needsToken;
    $('dashboard').hidden = !this.#session.development;
  }

  #draw() {
    $('balance').replaceChildren(...this.#parts().map(part => make('span', { textContent: part })));
  }
}

/** @param {import('../promptgen.js').ConnectionState} state */
export function unreachable({ state }) {
  $('balance').textContent = state === 'waiting' ? t('balance.away') : '';
}

/** @param {any} account @returns {string[]} */
function words({ tokens_remaining, subscription, days_remaining }) {
  const tokens = t('balance.left', { tokens: counted(tokens_remaining, 'token') });
  if (!subscription?.is_active) return [tokens, t('balance.inactive')];
  if (days_remaining === 0) return [tokens, t('balance.expired')];
  return typeof days_remaining === 'number' ? [tokens, t('balance.days', { days: counted(days_remaining, 'day') })] : [tokens];
}
