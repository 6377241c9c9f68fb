import { mock } from 'node:test';
import { MockServer } from '../../clients/js/mock.js';

// The module's pauses and deadlines run on a clock of the tests': nothing here waits for real time.
mock.timers.enable({ apis: ['setTimeout'] });

export const EVENTS = /\/events\/$/;
export const STATUS = /\/status\//;
export const START = /generate-prompt-async\/$/;
export const CANCEL = /\/cancel\/$/;

/** A server for one test, and the options that reach it. */
export async function serve(t) {
  const server = await new MockServer().listen();
  t.after(() => server.close());
  return { server, options: { baseUrl: server.url, token: 'good' } };
}

/** Moves the clock. */
export const pass = ms => mock.timers.tick(ms);

/** Lets the clock run, one millisecond for each turn of the event loop, until the promise has settled. */
export async function running(promise) {
  let settled = false;
  const settle = () => { settled = true; };
  promise.then(settle, settle);
  for (let turn = 0; !settled; turn++) {
    if (turn === 300_000) throw new Error('Nothing came of it in five minutes of the test’s clock.');
    await new Promise(resolve => setImmediate(resolve));
    pass(1);
  }
  return await promise;
}

/** Waits, turn by turn of the event loop, for something that has no promise. */
export async function until(condition) {
  for (let turn = 0; !condition(); turn++) {
    if (turn === 100_000) throw new Error(`Waited in vain for ${condition}`);
    await new Promise(resolve => setImmediate(resolve));
  }
}

/** Lets a test write to a stream so that each piece is read before the next one is written. */
export function piecewise(t) {
  const reads = t.mock.method(ReadableStreamDefaultReader.prototype, 'read').mock;
  return async (response, piece) => {
    const before = reads.callCount();
    response.write(piece);
    await until(() => reads.callCount() > before);
  };
}

/** A callback, and a promise of the first call for which `wanted` holds. */
export function once(wanted) {
  let call;
  const promise = new Promise(resolve => { call = (...values) => wanted(...values) && resolve(values); });
  return { promise, call };
}

/** Answers with an error status and its headers. */
export const status = (code, headers = {}) => (_, response) => response.writeHead(code, headers).end();

/** Cuts the connection without an answer. */
export const cut = (_, response) => response.destroy();
