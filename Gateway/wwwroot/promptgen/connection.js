import { PromptGenError, connectionLost, refused } from './errors.js';
import { Watchdog, pause } from './time.js';

const ANSWER_WITHIN_MS = 15_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
/** A 500 is not promised to pass, so it is not asked for ever. */
const SERVER_ERRORS = 4;

/**
 * @typedef {object} Exchange
 * @property {string} [method]
 * @property {Record<string, string>} [headers]
 * @property {unknown} [body] sent as JSON
 * @property {AbortSignal} [signal] ends the request and the retrying
 * @property {AbortSignal} [retrySignal] ends the retrying alone: a request under way is finished
 * @property {number} [timeoutMs] how long the server may take to answer
 * @property {number} [attempts] how often to try; without it as long as the failures are transient
 * @property {boolean} [keepalive] let the request outlive the page
 */

/** Requests to one server for one caller, repeated with back-off over network loss, overload and an expired token. */
export class Connection {
  #baseUrl;
  #token;
  #onConnection;
  #failures = 0;
  #serverErrors = 0;
  #reported = false;
  /** @type {string | undefined} */
  #bearer;
  /** The token that was answered with 401. @type {string | undefined} */
  #refused;

  /** @param {import('../promptgen.js').ConnectionOptions} options */
  constructor({ baseUrl = '', token, onConnection } = {}) {
    this.#baseUrl = baseUrl.replace(/\/+$/, '');
    this.#token = token;
    this.#onConnection = onConnection;
  }

  /**
   * @param {string} path @param {Exchange} [exchange]
   * @returns {Promise<{ response: Response, body: any }>} an answer of 2xx with its JSON, or a 304
   */
  json(path, exchange = {}) {
    return this.send(path, exchange, async response => {
      const text = await response.text().catch(lost);
      if (response.status === 304) return { response, body: undefined };
      try {
        return { response, body: JSON.parse(text) };
      } catch (cause) {
        throw new PromptGenError('bad_response', 'The server’s answer could not be read.', { status: response.status, cause });
      }
    });
  }

  /**
   * @template T
   * @param {string} path
   * @param {Exchange | (() => Exchange)} exchange a function is asked anew for each try
   * @param {(response: Response, watchdog: Watchdog) => Promise<T>} read throws a transient error to have the request repeated
   * @returns {Promise<T>}
   */
  async send(path, exchange, read) {
    let refreshed = false;
    for (let attempt = 1; ; attempt++) {
      const { signal, retrySignal = signal, attempts = Infinity, ...request } = typeof exchange === 'function' ? exchange() : exchange;
      signal?.throwIfAborted();
      const authorization = await this.#authorization(signal);
      try {
        return await this.#try(path, { ...request, headers: { ...authorization, ...request.headers } }, signal, read);
      } catch (error) {
        signal?.throwIfAborted();
        if (!(error instanceof PromptGenError)) throw error;
        if (error.status === 401 && typeof this.#token === 'function' && !refreshed) {
          refreshed = true;
          this.#refused = this.#bearer;
          this.#bearer = undefined;
          continue;
        }
        const hopeless = !error.transient && !(error.status === 500 && this.#serverErrors++ < SERVER_ERRORS);
        if (hopeless || attempt >= attempts) throw error;
        await this.#backOff(error, retrySignal);
      }
    }
  }

  /** A sign of life: the next failure starts from a short pause again. */
  alive() {
    this.#failures = this.#serverErrors = 0;
    if (!this.#reported) return;
    this.#reported = false;
    this.#onConnection?.({ state: 'connected' });
  }

  /**
   * @template T
   * @param {string} path @param {Exchange} request @param {AbortSignal | undefined} signal
   * @param {(response: Response, watchdog: Watchdog) => Promise<T>} read @returns {Promise<T>}
   */
  async #try(path, { method = 'GET', headers = {}, body, timeoutMs = ANSWER_WITHIN_MS, keepalive = false }, signal, read) {
    const watchdog = new Watchdog(signal);
    watchdog.arm(timeoutMs);
    try {
      const response = await fetch(this.#baseUrl + path, {
        method, keepalive, cache: 'no-store', signal: watchdog.signal,
        headers: { ...headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
        body: body === undefined ? undefined : JSON.stringify(body),
      }).catch(lost);
      if (!response.ok && response.status !== 304) throw refused(response, await response.text().catch(lost));
      this.alive();
      return await read(response, watchdog);
    } finally {
      watchdog.stop();
    }
  }

  /** @param {AbortSignal | undefined} signal @returns {Promise<Record<string, string>>} */
  async #authorization(signal) {
    if (typeof this.#token !== 'function') return this.#token ? { Authorization: `Bearer ${this.#token}` } : {};
    if (this.#bearer === undefined) {
      this.#bearer = await this.#token(this.#refused);
      signal?.throwIfAborted();
    }
    return { Authorization: `Bearer ${this.#bearer}` };
  }

  /** @param {PromptGenError} error @param {AbortSignal} [signal] */
  async #backOff(error, signal) {
    const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#failures++);
    const jittered = longest * (0.5 + Math.random() / 2);
    const retryInMs = Math.max(jittered, (error.retryAfter ?? 0) * 1000);
    this.#reported = true;
    this.#onConnection?.({ state: 'waiting', error, retryInMs });
    await pause(retryInMs, signal);
  }
}

/** @param {unknown} cause @returns {never} */
function lost(cause) {
  throw connectionLost(cause);
}
