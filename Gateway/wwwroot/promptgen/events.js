import { PromptGenError, badResponse, connectionLost } from './errors.js';
import { EventParser } from './sse.js';
import { isTerminal, statusPath, taskPath } from './task.js';
import { Abort, pause } from './time.js';

/** Heartbeats come every 15 s; a stream silent for longer than two of them is dead. */
const SILENCE_MS = 40_000;
/** A new stream begins with an event at once. A poll that is sent so much later and answered first shows that something holds the stream back. */
const HEAD_START_MS = 700;
/** How often a stream may end before its first event. */
const STRIKES = 2;
/** Answers that say there are no live events here. Polling tells an unknown task from an unknown route. */
const NO_EVENTS = new Set([404, 405, 406, 410, 501]);

/**
 * @typedef {import('../promptgen.js').Status} Status
 * @typedef {import('../promptgen.js').WatchOptions} WatchOptions
 * @typedef {import('./connection.js').Connection} Connection
 */

/**
 * @param {Connection} connection @param {string} taskId @param {WatchOptions} options
 * @returns {Promise<{ last?: Status, polled?: import('./polling.js').Answer }>} the terminal status; without one, events do not come
 *   through, and there may be the poll that showed it
 */
export async function byEvents(connection, taskId, { signal, onProgress, onText }) {
  let lastEventId = '';
  let text = '';
  let strikes = 0;
  let heard = false;
  const stream = new Abort(signal);
  /** @type {import('./polling.js').Answer | undefined} */
  let polled;

  const request = () => {
    heard = false;
    return {
      signal: stream.signal,
      headers: { Accept: 'text/event-stream', ...(lastEventId === '' ? {} : { 'Last-Event-ID': lastEventId }) },
      // A stream that is resumed has nothing to say before there is news.
      ...(lastEventId === '' ? { beside: outrun } : {}),
    };
  };

  /** @param {AbortSignal} ended aborted when the stream's request has ended */
  async function outrun(ended) {
    while (!ended.aborted) {
      try {
        await pause(HEAD_START_MS, ended);
        if (heard) return;
        const answer = await connection.json(statusPath(taskId), { signal: ended, attempts: 1 });
        if (heard) return;
        polled = answer;
        stream.stop();
      } catch (error) {
        // For good, or ended: the stream's own request meets the same and tells.
        if (!(error instanceof PromptGenError && error.transient)) return;
      }
    }
  }

  /** @param {Response} response @param {import('./time.js').Watchdog} watchdog @returns {Promise<Status | undefined>} */
  async function read(response, watchdog) {
    const reader = isEventStream(response) ? response.body?.getReader() : undefined;
    if (reader === undefined) return undefined;
    const parser = new EventParser(lastEventId);
    const decoder = new TextDecoder();
    let alive = false;
    for (;;) {
      watchdog.arm(SILENCE_MS);
      /** @type {unknown} */
      let cause;
      const piece = await reader.read().catch(error => { cause = error; });
      if (!piece || piece.done) {
        strikes = alive ? 0 : strikes + 1;
        if (strikes >= STRIKES && !stream.signal.aborted) return undefined;
        throw connectionLost(cause);
      }
      alive = true;
      for (const { event, data, id } of parser.push(decoder.decode(piece.value, { stream: true }))) {
        heard = true;
        stream.signal.throwIfAborted(); // A callback may have done that.
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
    return { last: await connection.send(taskPath(taskId, 'events'), request, read) };
  } catch (error) {
    signal?.throwIfAborted();
    if (polled) return { polled };
    if (error instanceof PromptGenError && NO_EVENTS.has(error.status)) return {};
    throw error;
  } finally {
    stream.stop();
  }
}

/** @param {Response} response */
function isEventStream({ headers }) {
  return headers.get('Content-Type')?.startsWith('text/event-stream') ?? false;
}

/** @param {string} data @returns {any} */
function parse(data) {
  try {
    return JSON.parse(data);
  } catch (cause) {
    throw badResponse(200, cause);
  }
}
