import { PromptGenError, retryAfter } from './errors.js';
import { isTerminal, statusPath } from './task.js';
import { pause } from './time.js';

const LONG_POLL_SECONDS = 25;
const POLL_MS = 1000;
/** How often long polling may disappoint before plain polling is done. */
const STRIKES = 2;
/** How many long polls in a row may have news at once: more steps than a generation has. */
const QUICK_NEWS = 10;

/**
 * @typedef {import('../promptgen.js').Status} Status
 * @typedef {import('../promptgen.js').WatchOptions} WatchOptions
 * @typedef {import('./connection.js').Connection} Connection
 * @typedef {{ response: Response, body: Status | undefined }} Answer
 */

/**
 * @param {Connection} connection @param {string} taskId @param {WatchOptions} options
 * @param {Answer} [polled] what a first poll has brought already
 * @returns {Promise<Status>} the terminal status
 */
export async function byPolling(connection, taskId, { signal, onProgress }, polled) {
  let etag = '';
  let strikes = 0;
  let quick = 0;
  for (;;) {
    const wait = etag !== '' && strikes < STRIKES ? LONG_POLL_SECONDS : 0;
    const asked = performance.now();
    const answer = polled ?? await poll(wait);
    polled = undefined;
    if (answer instanceof PromptGenError) {
      strikes++;
      await pause(milliseconds(answer.retryAfter), signal);
      continue;
    }
    const { response, body } = answer;
    if (body !== undefined) {
      etag = response.headers.get('ETag') ?? '';
      onProgress?.(body);
      if (isTerminal(body)) return body;
      signal?.throwIfAborted();
    }
    const isQuick = wait > 0 && performance.now() - asked < POLL_MS;
    quick = isQuick ? quick + (body === undefined ? QUICK_NEWS : 1) : 0;
    if (quick >= QUICK_NEWS) strikes = STRIKES; // The server, or something before it, does not wait.
    if (etag === '' || strikes >= STRIKES) await pause(milliseconds(retryAfter(response)), signal);
  }

  /** @param {number} wait seconds @returns {Promise<Answer | PromptGenError>} the error that cut a long poll */
  async function poll(wait) {
    try {
      return await connection.json(statusPath(taskId) + (wait > 0 ? `?wait=${wait}` : ''), {
        signal,
        headers: etag === '' ? {} : { 'If-None-Match': etag },
        timeoutMs: wait * 1000 + 15_000,
        attempts: wait > 0 ? 1 : Infinity,
      });
    } catch (error) {
      if (wait > 0 && error instanceof PromptGenError && (error.transient || error.status === 500)) return error;
      throw error;
    }
  }
}

/** Until the next poll. @param {number | undefined} seconds what the server asked for */
const milliseconds = seconds => Math.max(POLL_MS, (seconds ?? 0) * 1000);
