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

/** What can be aborted by itself, and is when its caller aborts. */
export class Abort {
  #controller = new AbortController();
  #outer;
  #follow = () => this.#controller.abort(this.#outer?.reason);

  /** @param {AbortSignal} [outer] */
  constructor(outer) {
    this.#outer = outer;
    if (outer?.aborted) this.#follow();
    else outer?.addEventListener('abort', this.#follow, { once: true });
  }

  get signal() {
    return this.#controller.signal;
  }

  /** Ends what is still under way. @param {unknown} [reason] */
  stop(reason) {
    this.#outer?.removeEventListener('abort', this.#follow);
    this.#controller.abort(reason);
  }
}

/** Aborts a request that stays silent too long. */
export class Watchdog extends Abort {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** Gives the other side that long until the next sign of life. @param {number} ms */
  arm(ms) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.stop(new DOMException('The server stayed silent.', 'TimeoutError')), ms);
  }

  /** @param {unknown} [reason] */
  stop(reason) {
    clearTimeout(this.#timer);
    super.stop(reason);
  }
}
