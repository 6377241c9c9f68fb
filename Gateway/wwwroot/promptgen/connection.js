import { PromptGenError, badResponse, connectionLost, refused } from './errors.js';
import { bearer, origin, sendable } from './options.js';
import { Watchdog, pause } from './time.js';

const ANSWER_WITHIN_MS = 15_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
/** A 500 is not promised to pass, so it is not asked for ever. */
const SERVER_ERRORS = 4;
/** How often a start is repeated of which the user has too many. */
const REFUSALS = 5;

/**
 * @typedef {object} Exchange
 * @property {string} [method]
 * @property {Record<string, string>} [headers]
 * @property {unknown} [body] sent as JSON
 * @property {AbortSignal} [signal] ends the request and the retrying
 * @property {AbortSignal} [retrySignal] ends the retrying alone: a request under way is finished
 * @property {number} [timeoutMs] how long the server may take to answer
 * @property {number} [attempts] how often to try; without it as long as the failures are transient
 * @property {boolean} [starts] whether it adds to the user's load, so that a 429 is not repeated for ever
 * @property {(ended: AbortSignal) => void} [beside] what to do while the request is under way
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
  /** What the token function gave last, or is about to. @type {Promise<string> | undefined} */
  #bearer;
  /** @type {string | undefined} */
  #latest;
  /** The token that was answered with 401. @type {string | undefined} */
  #refused;

  /** @param {import('../promptgen.js').ConnectionOptions} options @throws {PromptGenError} `invalid_base_url` */
  constructor({ baseUrl = '', token, onConnection } = {}) {
    this.#baseUrl = origin(baseUrl);
    this.#token = token;
    this.#onConnection = onConnection;
  }

  /**
   * @param {string} path @param {Exchange} [exchange]
   * @returns {Promise<{ response: Response, body: any }>} an answer of 2xx with its JSON, or a 204 or 304 without
   */
  json(path, exchange = {}) {
    return this.send(path, exchange, async response => {
      const text = await response.text().catch(lost);
      if (response.status === 204 || response.status === 304) return { response, body: undefined };
      try {
        return { response, body: JSON.parse(text) };
      } catch (cause) {
        throw badResponse(response.status, cause);
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
    let refusals = 0;
    for (let attempt = 1; ; attempt++) {
      const { signal, retrySignal = signal, attempts = Infinity, starts = false, ...request } = typeof exchange === 'function' ? exchange() : exchange;
      signal?.throwIfAborted();
      const token = await this.#current();
      signal?.throwIfAborted();
      try {
        return await this.#try(path, { ...request, headers: sendable({ ...bearer(token), ...request.headers }) }, signal, read);
      } catch (error) {
        signal?.throwIfAborted();
        if (!(error instanceof PromptGenError)) throw error;
        if (error.status === 401 && typeof this.#token === 'function' && !refreshed) {
          refreshed = true;
          this.#refuse(token);
          continue;
        }
        const hopeless = !error.transient && !(error.status === 500 && this.#serverErrors++ < SERVER_ERRORS);
        const tooMany = starts && error.status === 429 && refusals++ >= REFUSALS;
        if (hopeless || tooMany || attempt >= attempts) throw error;
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
  async #try(path, { method = 'GET', headers = {}, body, timeoutMs = ANSWER_WITHIN_MS, keepalive = false, beside }, signal, read) {
    const watchdog = new Watchdog(signal);
    watchdog.arm(timeoutMs);
    try {
      beside?.(watchdog.signal);
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

  /** The token to send. @returns {Promise<string | undefined>} */
  async #current() {
    if (typeof this.#token !== 'function') return this.#token;
    const given = this.#bearer ??= Promise.resolve(this.#token(this.#refused));
    given.catch(() => {
      if (this.#bearer === given) this.#bearer = undefined;
    });
    this.#latest = await given;
    return this.#latest;
  }

  /** Asks for another token, unless another request has done so. @param {string | undefined} token */
  #refuse(token) {
    if (token !== this.#latest) return;
    this.#refused = token;
    this.#bearer = this.#latest = undefined;
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
