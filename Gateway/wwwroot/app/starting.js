import { tab } from './tab.js';

const KEY = 'promptgen.starting';

/** @typedef {{ text: string, businessType: string, idempotencyKey: string }} Start */

/** A start the server has not confirmed yet, kept over a reload: sent again under its key it makes no second generation. */
export class Starting {
  /** @param {string} text @param {string} businessType @returns {Start} */
  begin(text, businessType) {
    const key = Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
    return { text, businessType, idempotencyKey: key };
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
