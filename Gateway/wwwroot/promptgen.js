/**
 * PromptGen's JavaScript client: starts a generation, watches it live, survives lost connections, cancels.
 * An ES module without dependencies, for browsers and Node 20 or newer. See docs/frontend.md.
 */
import { Connection } from './promptgen/connection.js';
import { PromptGenError } from './promptgen/errors.js';
import { taskPath, watch } from './promptgen/watch.js';

export { PromptGenError };

const START = '/api/v1/web-knowledge/generate-prompt-async/';
/** A caller that has gone away does not wait for ever to have its generation cancelled. */
const CANCEL_ATTEMPTS = 3;

/**
 * The status body of a generation, as the server sends it.
 * @typedef {object} Status
 * @property {string} task_id
 * @property {'queued' | 'processing' | 'completed' | 'failed' | 'cancelled'} status
 * @property {number} progress percent
 * @property {string} message the step in words
 * @property {string} created_at
 * @property {string} updated_at
 * @property {{ state: 'none' | 'reserved' | 'charged' | 'released', tokens: number }} charge
 * @property {number} [queue_position] 0 is next
 * @property {string} [prompt] what was generated
 * @property {boolean} [generated_by_ai]
 * @property {'ai' | 'fallback' | 'cache'} [origin]
 * @property {string} [model]
 * @property {string} [warning] why the prompt is only a fallback
 * @property {{ prompt_tokens: number, completion_tokens: number, total_tokens: number, tokens_charged: number }} [usage]
 * @property {string} [completed_at]
 * @property {string} [expires_at] until when the server remembers it
 * @property {string} [error]
 * @property {string} [error_code]
 * @property {number} [tokens_remaining]
 * @property {number} [days_remaining]
 */

/**
 * Whether the server can be reached: `waiting` before each new try, `connected` once it answers again.
 * @typedef {{ state: 'waiting', error: PromptGenError, retryInMs: number } | { state: 'connected' }} ConnectionState
 */

/**
 * @typedef {object} ConnectionOptions
 * @property {string | ((refused?: string) => string | Promise<string>)} [token] the bearer token; a function is called when one is needed,
 *   and once more, with the token that was refused, after a 401
 * @property {string} [baseUrl] where the server is, by default the page's own origin
 * @property {AbortSignal} [signal] stops watching and retrying; the promise rejects with its reason
 * @property {(state: ConnectionState) => void} [onConnection]
 */

/**
 * @typedef {object} WatchingOptions
 * @property {(status: Status) => void} [onProgress] each status, the last one included
 * @property {(text: string, delta: string) => void} [onText] the prompt as it is written; `('', '')` when the model starts anew
 * @property {boolean} [cancelOnAbort] aborting the signal also cancels the generation on the server
 */

/** @typedef {ConnectionOptions & WatchingOptions} WatchOptions */

/**
 * @typedef {object} StartingOptions
 * @property {string} [businessType] chooses the template
 * @property {number} [timeoutSeconds] 1–600: cancelled by the server when not done by then
 * @property {string} [idempotencyKey] the same key never starts two generations; random by default
 * @property {(taskId: string) => void} [onStart] the id to re-attach by, once the server has accepted
 */

/** @typedef {WatchOptions & StartingOptions} GenerateOptions */

/**
 * Turns rough lines about a business into an assistant prompt.
 * @param {string} text
 * @param {GenerateOptions} [options]
 * @returns {Promise<Status>} the completed status with its `prompt`
 * @throws {PromptGenError} refused, failed or cancelled
 */
export async function generatePrompt(text, options = {}) {
  const { signal, cancelOnAbort, businessType, timeoutSeconds, idempotencyKey = randomKey(), onStart } = options;
  signal?.throwIfAborted();
  const connection = new Connection(options);
  const { body } = await connection.json(START, {
    method: 'POST',
    headers: { 'Idempotency-Key': idempotencyKey },
    body: { manual_prompt: text, business_type: businessType || undefined, timeout_seconds: timeoutSeconds },
    // Only a generation whose id is known can be cancelled: a start under way is let finish.
    ...(cancelOnAbort ? { retrySignal: signal } : { signal }),
  });
  if (!signal?.aborted) onStart?.(body.task_id);
  return await follow(connection, body.task_id, options);
}

/**
 * Watches a generation that was started before, for example after a reload of the page.
 * @param {string} taskId
 * @param {WatchOptions} [options]
 * @returns {Promise<Status>} the completed status with its `prompt`
 * @throws {PromptGenError} failed, cancelled, or `not_found` ten minutes after it ended
 */
export function watchPrompt(taskId, options = {}) {
  return follow(new Connection(options), taskId, options);
}

/**
 * Cancels a generation: the model stops and the reserved tokens are released.
 * @param {string} taskId
 * @param {ConnectionOptions} [options]
 * @returns {Promise<Status>} the cancelled status
 * @throws {PromptGenError} `already_finished` when there is nothing left to cancel
 */
export function cancelPrompt(taskId, options = {}) {
  return cancel(new Connection(options), taskId, { signal: options.signal });
}

/** @param {Connection} connection @param {string} taskId @param {WatchOptions} options */
async function follow(connection, taskId, options) {
  try {
    return await watch(connection, taskId, options);
  } catch (error) {
    const { signal, cancelOnAbort } = options;
    if (cancelOnAbort && signal?.aborted && error === signal.reason) {
      await cancel(connection, taskId, { attempts: CANCEL_ATTEMPTS }).catch(unlessFinished);
    }
    throw error;
  }
}

/** @param {Connection} connection @param {string} taskId @param {{ signal?: AbortSignal, attempts?: number }} how @returns {Promise<Status>} */
async function cancel(connection, taskId, how) {
  return (await connection.json(taskPath(taskId, 'cancel'), { method: 'POST', keepalive: true, ...how })).body;
}

/** @param {unknown} error */
function unlessFinished(error) {
  if (!(error instanceof PromptGenError && error.code === 'already_finished')) throw error;
}

/** Not crypto.randomUUID, which browsers keep from pages on plain http. */
function randomKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
}
