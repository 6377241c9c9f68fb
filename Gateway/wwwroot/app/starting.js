import { tab } from './kept.js';

const KEY = 'promptgen.starting';

/**
 * What is to be written: from notes, or from a finished prompt `before` of the generation `refines`, by `feedback`. `own`: that prompt is not as the
 * server wrote it. `root` is the first generation of all refinements.
 * @typedef {{ text: string, businessType: string, language?: string, refines?: string, root?: string, feedback?: string, before?: string, own?: boolean }} Wanted
 * @typedef {Wanted & { idempotencyKey: string }} Start
 */

/** A start the server has not confirmed yet, kept over a reload: sent again under its key it makes no second generation. */
export class Starting {
  /** @param {Wanted} wanted @returns {Start} */
  begin(wanted) {
    const key = Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
    return { ...wanted, idempotencyKey: key };
  }

  /** @param {Start} start */
  remember(start) {
    tab.set(KEY, JSON.stringify(start));
  }

  /** Unless a newer one is remembered meanwhile. @param {Start} start */
  forget({ idempotencyKey }) {
    if (this.interrupted?.idempotencyKey === idempotencyKey) tab.remove(KEY);
  }

  /** @returns {Start | undefined} what a reload interrupted */
  get interrupted() {
    const stored = tab.get(KEY);
    return stored === null ? undefined : JSON.parse(stored);
  }
}
