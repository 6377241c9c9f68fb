import { Connection } from '../promptgen/connection.js';
import { PromptGenError } from '../promptgen.js';
import { $ } from './dom.js';
import { t } from './i18n.js';
import { tab } from './kept.js';

const STORED = 'promptgen.token';
/** @typedef {{ development: boolean, max_prompt_length: number, model?: 'gemini' | 'openai' | 'demo' | 'none' }} Settings */
/** Where the server does not say. @type {Settings} */
const SETTINGS = { development: false, max_prompt_length: 20_000 };
/** Everything the page does in Development belongs to this user. */
const DEVELOPER = 'developer';

/**
 * Where the page's token comes from, the first that has one: `window.promptgenToken` (a string or a function) set by a script of the
 * site, `sessionStorage['promptgen.token']` set by a sign-in page of the same origin, the Development server, the user.
 */
export class Session {
  /** Whether the server gave the token away by itself, which it does in Development alone. */
  development = false;
  /** @type {Promise<string | undefined> | undefined} */
  #current;
  /** @type {Promise<Settings> | undefined} */
  #settings;

  /** @param {(state: import('../promptgen.js').ConnectionState) => void} onConnection */
  constructor(onConnection) {
    this.connection = new Connection({ onConnection });
  }

  /** What the server says about itself. */
  settings = () => this.#settings ??= this.connection.json('/app/settings.json').then(({ body }) => body, error => {
    if (!(error instanceof PromptGenError)) throw error;
    return SETTINGS;
  });

  /** A token, asked of the user when there is no other way. @param {string} [refused] */
  token = async refused => {
    const token = await this.quietToken(refused) ?? await this.ask(t('token.why'));
    if (token === undefined) throw new PromptGenError('unauthorized', 'No token was entered.', { status: 401 });
    return token;
  };

  /** A token that is known without asking, for what the page does by itself. @param {string} [refused] */
  knownToken = async refused => {
    const token = await this.quietToken(refused);
    if (token === undefined) throw new PromptGenError('unauthorized', 'No token is known.', { status: 401 });
    return token;
  };

  /** A token, if there is one without asking. @param {string} [refused] @returns {Promise<string | undefined>} */
  quietToken = async refused => {
    const current = await this.#current;
    if (current === undefined || current === refused) {
      const found = this.#current = this.#find(refused);
      found.catch(() => {
        if (this.#current === found) this.#current = undefined; // The next one asks again.
      });
    }
    return await this.#current;
  };

  /** @param {string} why @returns {Promise<string | undefined>} what the user entered */
  ask(why) {
    const dialog = $('token-dialog');
    $('token-why').textContent = why;
    $('token').value = '';
    dialog.returnValue = '';
    dialog.showModal();
    return new Promise(resolve => dialog.addEventListener('close', () => {
      // What comes along when a token is copied from a page or a mail.
      const token = $('token').value.replace(/[\s\p{Cc}\p{Cf}]/gu, '');
      if (dialog.returnValue !== 'use' || token === '') return resolve(undefined);
      tab.set(STORED, token);
      this.#current = Promise.resolve(token);
      resolve(token);
    }, { once: true }));
  }

  /** @param {string} [refused] @returns {Promise<string | undefined>} */
  async #find(refused) {
    const given = /** @type {any} */ (window).promptgenToken;
    if (typeof given === 'function') return await fromSite(given, refused);
    const known = [given, tab.get(STORED)].find(token => token && token !== refused);
    return known ?? await this.#fromDevelopment();
  }

  async #fromDevelopment() {
    const { development } = await this.settings();
    if (!development) return undefined;
    const { body } = await this.connection.json('/api/v1/auth/dev-token/', { method: 'POST', body: { user: DEVELOPER } });
    this.development = true;
    return body.token;
  }
}

/** @param {(refused?: string) => string | undefined | Promise<string | undefined>} give @param {string} [refused] */
async function fromSite(give, refused) {
  try {
    return await give(refused);
  } catch (cause) {
    throw new PromptGenError('unauthorized', 'The site gave no token.', { status: 401, cause });
  }
}
