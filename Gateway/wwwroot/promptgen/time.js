/** Timers that are set for longer go off at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** @param {number} ms @param {AbortSignal} [signal] rejects with its reason when it aborts first @returns {Promise<void>} */
export function pause(ms, signal) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, Math.min(ms, LONGEST_MS));
    signal?.addEventListener('abort', stop, { once: true });
  });
}

/** Aborts a request that stays silent too long, or whose caller aborts. */
export class Watchdog {
  #controller = new AbortController();
  #outer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #abort = () => this.#controller.abort(this.#outer?.reason);

  /** @param {AbortSignal} [outer] */
  constructor(outer) {
    this.#outer = outer;
    if (outer?.aborted) this.#abort();
    else outer?.addEventListener('abort', this.#abort, { once: true });
  }

  get signal() {
    return this.#controller.signal;
  }

  /** Gives the other side that long until the next sign of life. @param {number} ms */
  arm(ms) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#controller.abort(new DOMException('The server stayed silent.', 'TimeoutError')), ms);
  }

  /** Ends the watch, and a request that is still open. */
  stop() {
    clearTimeout(this.#timer);
    this.#outer?.removeEventListener('abort', this.#abort);
    this.#controller.abort();
  }
}
