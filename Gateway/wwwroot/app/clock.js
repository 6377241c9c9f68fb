import { $ } from './dom.js';
import { duration } from './i18n.js';

/** How long the generation in the panel has taken so far. Not read out: it changes each second. */
export class Clock {
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #ticking;

  /** @param {number} since milliseconds since the epoch, by this device's clock */
  start(since) {
    this.stop();
    const tick = () => { $('elapsed').textContent = duration(Math.max(0, Math.floor((Date.now() - since) / 1000)) * 1000).replace(/[.٫][0۰]/, ''); };
    tick();
    this.#ticking = setInterval(tick, 1000);
  }

  /** @param {import('../promptgen.js').Status} [status] of which the server says from when to when it went */
  stop(status) {
    clearInterval(this.#ticking);
    const took = Date.parse(status?.completed_at ?? '') - Date.parse(status?.created_at ?? '');
    $('elapsed').textContent = Number.isFinite(took) ? duration(took) : '';
  }
}
