/**
 * PromptGen's JavaScript client: starts a generation, watches it live, survives lost connections, cancels, refines.
 * An ES module without dependencies, for browsers and Node 20 or newer. Its types are in promptgen.d.ts; see docs/frontend.md.
 */
import { Connection } from './promptgen/connection.js';
import { PromptGenError } from './promptgen/errors.js';
import { businessTypesPath, estimatePath, startPath, taskPath } from './promptgen/task.js';
import { watch } from './promptgen/watch.js';

export { PromptGenError };

/** A caller that has gone away does not wait for ever to have its generation cancelled. */
const CANCEL_ATTEMPTS = 3;

/**
 * @typedef {import('./promptgen.js').Status} Status
 * @typedef {import('./promptgen.js').WatchOptions} WatchOptions
 */

/** @type {typeof import('./promptgen.js').generatePrompt} */
export async function generatePrompt(text, options = {}) {
  const { businessType, timeoutSeconds, language, previousPrompt, feedback } = options;
  const body = { manual_prompt: text, business_type: businessType || undefined, timeout_seconds: timeoutSeconds, language: language || undefined };
  return await start(startPath, { ...body, previous_prompt: previousPrompt, feedback }, options);
}

/** @type {typeof import('./promptgen.js').refinePrompt} */
export async function refinePrompt(taskId, options = {}) {
  const { feedback, prompt, timeoutSeconds, language } = options;
  return await start(taskPath(taskId, 'refine'), { feedback, prompt, timeout_seconds: timeoutSeconds, language: language || undefined }, options);
}

/** @type {typeof import('./promptgen.js').watchPrompt} */
export async function watchPrompt(taskId, options = {}) {
  return await follow(new Connection(options), taskId, options);
}

/** @type {typeof import('./promptgen.js').cancelPrompt} */
export async function cancelPrompt(taskId, options = {}) {
  return await cancel(new Connection(options), taskId, { signal: options.signal });
}

/** @type {typeof import('./promptgen.js').deletePrompt} */
export async function deletePrompt(taskId, options = {}) {
  await new Connection(options).json(taskPath(taskId), { method: 'DELETE', signal: options.signal });
}

/** @type {typeof import('./promptgen.js').estimatePrompt} */
export async function estimatePrompt(text, options = {}) {
  const body = { manual_prompt: text, business_type: options.businessType || undefined, language: options.language || undefined };
  return (await new Connection(options).json(estimatePath, { method: 'POST', body, signal: options.signal, starts: true })).body;
}

/** @type {typeof import('./promptgen.js').businessTypes} */
export async function businessTypes(options = {}) {
  return (await new Connection(options).json(businessTypesPath, { signal: options.signal })).body.results;
}

/** @param {string} path @param {object} body @param {import('./promptgen.js').StartOptions} options @returns {Promise<import('./promptgen.js').CompletedStatus>} */
async function start(path, body, options) {
  const { signal, cancelOnAbort, idempotencyKey = randomKey(), onConnection, onStart } = options;
  signal?.throwIfAborted();
  /** The id of a start of which the server does not know whether it was accepted. @type {string | undefined} */
  let possible;
  const connection = new Connection({ ...options, onConnection: state => {
    if (state.state === 'waiting') possible ??= state.error.body?.task_id;
    onConnection?.(state);
  } });
  let accepted;
  try {
    ({ body: accepted } = await connection.json(path, {
      method: 'POST',
      headers: { 'Idempotency-Key': idempotencyKey },
      body,
      starts: true,
      // Only a generation whose id is known can be cancelled: a start under way is let finish.
      ...(cancelOnAbort ? { retrySignal: signal } : { signal }),
    }));
  } catch (error) {
    if (possible !== undefined) await cancelIfAborted(connection, possible, options, error);
    throw error;
  }
  if (!signal?.aborted) onStart?.(accepted.task_id);
  return await follow(connection, accepted.task_id, options);
}

/** @param {Connection} connection @param {string} taskId @param {WatchOptions} options @returns {Promise<import('./promptgen.js').CompletedStatus>} */
async function follow(connection, taskId, options) {
  try {
    return await watch(connection, taskId, options);
  } catch (error) {
    await cancelIfAborted(connection, taskId, options, error);
    throw error;
  }
}

/** @param {Connection} connection @param {string} taskId @param {WatchOptions} options @param {unknown} error what ended the watching */
async function cancelIfAborted(connection, taskId, { signal, cancelOnAbort }, error) {
  if (!cancelOnAbort || !signal?.aborted || error !== signal.reason) return;
  try {
    await cancel(connection, taskId, { attempts: CANCEL_ATTEMPTS });
  } catch (failure) {
    // Then there is nothing left to cancel.
    if (!(failure instanceof PromptGenError && ['already_finished', 'not_found'].includes(failure.code))) throw failure;
  }
}

/** @param {Connection} connection @param {string} taskId @param {{ signal?: AbortSignal, attempts?: number }} how @returns {Promise<Status>} */
async function cancel(connection, taskId, how) {
  return (await connection.json(taskPath(taskId, 'cancel'), { method: 'POST', keepalive: true, ...how })).body;
}

/** Not crypto.randomUUID, which browsers keep from pages on plain http. */
function randomKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
}
