import { PromptGenError, connectionLost, ended, retryAfter } from './errors.js';
import { EventParser } from './sse.js';
import { pause } from './time.js';

/** Heartbeats come every 15 s; a stream silent for longer than two of them is dead. */
const SILENCE_MS = 40_000;
/** A new stream begins with an event at once, unless something on the way holds it back. */
const FIRST_EVENT_MS = 10_000;
const LONG_POLL_SECONDS = 25;
const POLL_MS = 1000;
/** How often a way may disappoint before a plainer one is taken. */
const STRIKES = 2;
/** How many long polls in a row may have news at once: more steps than a generation has. */
const QUICK_NEWS = 10;
/** Answers that say there are no live events here. Polling tells an unknown task from an unknown route. */
const NO_EVENTS = new Set([404, 405, 406, 410, 501]);

/**
 * @typedef {import('../promptgen.js').Status} Status
 * @typedef {import('../promptgen.js').WatchOptions} WatchOptions
 * @typedef {import('./connection.js').Connection} Connection
 */

/**
 * Watches a generation to its end by the best way that works: live events, long polling, polling.
 * @param {Connection} connection @param {string} taskId @param {WatchOptions} options
 * @returns {Promise<Status>} the completed status
 */
export async function watch(connection, taskId, options) {
  const last = await byEvents(connection, taskId, options) ?? await byPolling(connection, taskId, options);
  if (last.status !== 'completed') throw ended(last);
  return last;
}

/** @param {string} taskId */
export const statusPath = taskId => `/api/v1/web-knowledge/generate-prompt-async/status/${encodeURIComponent(taskId)}/`;
/** @param {string} taskId @param {'events' | 'cancel'} what */
export const taskPath = (taskId, what) => `/api/v1/web-knowledge/generate-prompt-async/${encodeURIComponent(taskId)}/${what}/`;

/** @param {Status} status */
export const isTerminal = ({ status }) => status === 'completed' || status === 'failed' || status === 'cancelled';

/**
 * @param {Connection} connection @param {string} taskId @param {WatchOptions} options
 * @returns {Promise<Status | undefined>} the terminal status, or undefined where events do not come through
 */
async function byEvents(connection, taskId, { signal, onProgress, onText }) {
  let lastEventId = '';
  let text = '';
  let strikes = 0;

  const request = () => ({
    signal,
    headers: { Accept: 'text/event-stream', ...(lastEventId === '' ? {} : { 'Last-Event-ID': lastEventId }) },
  });

  /** @param {Response} response @param {import('./time.js').Watchdog} watchdog @returns {Promise<Status | undefined>} */
  async function read(response, watchdog) {
    const reader = isEventStream(response) ? response.body?.getReader() : undefined;
    if (reader === undefined) return undefined;
    const parser = new EventParser(lastEventId);
    const decoder = new TextDecoder();
    let heard = false;
    for (;;) {
      watchdog.arm(heard || lastEventId !== '' ? SILENCE_MS : FIRST_EVENT_MS);
      /** @type {unknown} */
      let cause;
      const piece = await reader.read().catch(error => { cause = error; });
      if (!piece || piece.done) {
        strikes = heard ? 0 : strikes + 1;
        if (strikes >= STRIKES && !signal?.aborted) return undefined;
        throw connectionLost(cause);
      }
      heard = true;
      for (const { event, data, id } of parser.push(decoder.decode(piece.value, { stream: true }))) {
        signal?.throwIfAborted(); // A callback may have done that.
        lastEventId = id;
        const status = take(event, data);
        if (status && isTerminal(status)) return status;
      }
    }
  }

  /** @param {string} event @param {string} data @returns {Status | undefined} */
  function take(event, data) {
    if (event === 'delta') {
      const delta = parse(data).text;
      text += delta;
      onText?.(text, delta);
    } else if (event === 'reset') {
      text = '';
      onText?.('', '');
    } else if (event === 'status' || event === 'completed' || event === 'failed' || event === 'cancelled') {
      const status = parse(data);
      onProgress?.(status);
      return status;
    }
  }

  try {
    return await connection.send(taskPath(taskId, 'events'), request, read);
  } catch (error) {
    if (error instanceof PromptGenError && NO_EVENTS.has(error.status)) return undefined;
    throw error;
  }
}

/** @param {Connection} connection @param {string} taskId @param {WatchOptions} options @returns {Promise<Status>} */
async function byPolling(connection, taskId, { signal, onProgress }) {
  let etag = '';
  let strikes = 0;
  let quick = 0;
  for (;;) {
    const wait = etag !== '' && strikes < STRIKES ? LONG_POLL_SECONDS : 0;
    const asked = performance.now();
    const answer = await poll(wait);
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

  /** @param {number} wait seconds @returns {Promise<{ response: Response, body: Status } | PromptGenError>} the error that cut a long poll */
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

/** @param {Response} response */
function isEventStream({ headers }) {
  return headers.get('Content-Type')?.startsWith('text/event-stream') ?? false;
}

/** @param {string} data @returns {any} */
function parse(data) {
  try {
    return JSON.parse(data);
  } catch (cause) {
    throw new PromptGenError('bad_response', 'The server’s answer could not be read.', { status: 200, cause });
  }
}
