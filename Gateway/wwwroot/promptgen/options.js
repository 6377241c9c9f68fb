import { invalid } from './errors.js';

/**
 * Where the server is, as what its paths are put after.
 * @param {unknown} baseUrl @throws {PromptGenError} `invalid_base_url`
 */
export function origin(baseUrl) {
  const url = parsed(baseUrl);
  const isFine = (url?.protocol === 'https:' || url?.protocol === 'http:') && url.username + url.password + url.search + url.hash === '';
  if (!isFine) {
    // Not the value itself, which may hold a password.
    throw invalid('baseUrl', 'baseUrl has to be an http or https URL such as https://promptgen.example, without user name, query and fragment.'
      + ' Only a page may leave it out, or give a path of its own server.');
  }
  return url.href.replace(/\/+$/, '');
}

/** @param {unknown} baseUrl @returns {URL | undefined} */
function parsed(baseUrl) {
  try {
    if (typeof baseUrl === 'string' && /^(\/|$)/.test(baseUrl)) return new URL(baseUrl || '/', globalThis.location?.origin);
    return new URL(/** @type {string} */ (baseUrl));
  } catch {
    return undefined;
  }
}

/** @param {string | undefined} token @returns {Record<string, string>} */
export const bearer = token => token ? { Authorization: `Bearer ${token}` } : {};

const OPTIONS = /** @type {Record<string, string>} */ ({ Authorization: 'token', 'Idempotency-Key': 'idempotencyKey' });

/**
 * The headers of a request, if they can be sent at all: `fetch` itself tells such a mistake from a lost connection by nothing.
 * @param {Record<string, string>} headers @throws {PromptGenError} `invalid_token`, `invalid_idempotency_key`
 */
export function sendable(headers) {
  for (const [name, value] of Object.entries(headers)) {
    try {
      new Headers({ [name]: value });
    } catch (cause) {
      const option = OPTIONS[name] ?? name;
      throw invalid(option, `The ${option} holds a character that cannot be sent, such as a line break or an invisible space.`, cause);
    }
  }
  return headers;
}
