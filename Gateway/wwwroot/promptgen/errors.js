/** What goes by a name of its own when the server gave no `error_code`. */
const CODES = /** @type {Record<number, string>} */ ({
  0: 'connection_lost', 401: 'unauthorized', 403: 'forbidden', 404: 'not_found', 409: 'conflict', 413: 'too_large',
  429: 'rate_limited', 500: 'server_error', 502: 'unavailable', 503: 'unavailable', 504: 'unavailable',
});

const MESSAGES = /** @type {Record<number, string>} */ ({
  0: 'The connection to the server was lost.',
  401: 'The token is missing, invalid or expired.',
  403: 'This token may not do that.',
  404: 'The server does not know this generation. It may have expired.',
  413: 'The text is larger than the server accepts.',
  429: 'Too many requests in a short time.',
  500: 'The server failed on this request.',
  503: 'The server is busy or restarting.',
});

/** Answers that a later try may turn into success. 0 stands for no answer at all. */
const TRANSIENT = new Set([0, 408, 425, 429, 502, 503, 504]);

/** Why there is no prompt: refused, failed, cancelled, or not to be reached. */
export class PromptGenError extends Error {
  /**
   * @param {string} code the server's `error_code`, or one named after the HTTP status (`not_found`, `unauthorized`, …)
   * @param {string} message one sentence that can be shown to a user
   * @param {{ status?: number, body?: any, retryAfter?: number, cause?: unknown }} [details]
   */
  constructor(code, message, { status = 0, body, retryAfter, cause } = {}) {
    super(message, { cause });
    this.name = 'PromptGenError';
    /** Stable, for programs. */
    this.code = code;
    /** The HTTP status, 0 when there was no answer. @type {number} */
    this.status = status;
    /** The answer's JSON, with `tokens_remaining`, `days_remaining` and `charge` where the server gave them. @type {any} */
    this.body = body;
    /** Seconds the server asked to wait. @type {number | undefined} */
    this.retryAfter = retryAfter;
  }

  /** Whether the same request may succeed later. */
  get transient() {
    // Without an answer only a lost connection: what could not even be sent never can.
    return TRANSIENT.has(this.status) && (this.status !== 0 || this.code === CODES[0]);
  }
}

/** What the caller gave that no request can be made of. @param {string} option @param {string} words @param {unknown} [cause] */
export function invalid(option, words, cause) {
  return new PromptGenError(`invalid_${option.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)}`, words, { cause });
}

/** An answer that is none of PromptGen's. @param {number} status @param {unknown} cause */
export function badResponse(status, cause) {
  return new PromptGenError('bad_response', 'The server’s answer could not be read.', { status, cause });
}

/** @param {unknown} cause */
export function connectionLost(cause) {
  return new PromptGenError(CODES[0], MESSAGES[0], { cause });
}

/** @param {Response} response @param {string} text its body */
export function refused(response, text) {
  const body = parsed(text);
  const { status } = response;
  return new PromptGenError(
    body?.error_code ?? CODES[status] ?? 'refused',
    words(body) ?? MESSAGES[status] ?? `The server answered with HTTP ${status}.`,
    { status, body, retryAfter: retryAfter(response) });
}

/** The error of a generation that ended without a prompt. @param {import('../promptgen.js').Status} body */
export function ended(body) {
  const message = words(body) ?? 'The generation ended without a prompt.';
  return new PromptGenError(body.error_code ?? body.status, message, { status: 200, body });
}

/** Seconds of a Retry-After header, written as seconds or as a date. @param {Response} response */
export function retryAfter({ headers }) {
  const value = headers.get('Retry-After');
  if (value === null) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}

/** The most telling sentence of an error body. @param {any} body @returns {string | undefined} */
function words(body) {
  return [body?.error, body?.detail, body?.message].find(text => typeof text === 'string' && text !== '');
}

/** A proxy's error page is not JSON, and says nothing to a user. @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
