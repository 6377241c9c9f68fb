import { Connection } from '../promptgen/connection.js';
import { PromptGenError } from '../promptgen.js';
import { $, counted } from './dom.js';

/** What the user has left, at the top of the page. */
export class Account {
  /** @type {any} */
  latest;
  #session;
  /** @type {AbortController | undefined} */
  #asking;

  /** @param {import('./session.js').Session} session */
  constructor(session) {
    this.#session = session;
  }

  async refresh() {
    this.#asking?.abort();
    const { signal } = this.#asking = new AbortController();
    try {
      if (await this.#session.quietToken() === undefined) return this.#show([], true);
      const connection = new Connection({ token: async refused => await this.#session.quietToken(refused) ?? '', onConnection: unreachable });
      const { body } = await connection.json('/api/v1/billing/account/', { signal });
      this.latest = body;
      this.#show(words(body), false);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof PromptGenError)) throw error;
      this.latest = undefined;
      const isRefused = error.status === 401 || error.code === 'invalid_token';
      this.#show([isRefused ? 'Your token is no longer valid' : 'Balance not available'], isRefused);
    }
  }

  /** @param {string[]} parts each of which stays on one line @param {boolean} needsToken */
  #show(parts, needsToken) {
    $('balance').replaceChildren(...parts.map(part => Object.assign(document.createElement('span'), { textContent: part })));
    $('sign-in').hidden = !needsToken;
    $('dashboard').hidden = !this.#session.development;
  }
}

/** @param {import('../promptgen.js').ConnectionState} state */
export function unreachable({ state }) {
  $('balance').textContent = state === 'waiting' ? 'Server not reachable, trying again…' : '';
}

/** @param {any} account @returns {string[]} */
function words({ tokens_remaining, subscription, days_remaining }) {
  const tokens = `${counted(tokens_remaining, 'token')} left`;
  if (!subscription?.is_active) return [tokens, 'no active subscription'];
  if (days_remaining === 0) return [tokens, 'subscription expired'];
  return typeof days_remaining === 'number' ? [tokens, `${counted(days_remaining, 'day')} left`] : [tokens];
}
