const KEY = 'promptgen.history';
const MOST = 60;

/**
 * One generation of this browser. The result is kept with it: the server forgets it after a while.
 * @typedef {object} Entry
 * @property {string} id the task's id
 * @property {string} at when it was started, ISO 8601
 * @property {string} words how the notes begin
 * @property {string} [notes] all of them, to try again from
 * @property {string} [businessType]
 * @property {string} [language] that was asked for
 * @property {string} [root] the first generation that this one is a refinement of, over however many others
 * @property {string} [refines] the generation that it works on
 * @property {string} [feedback] what was to change
 * @property {string} [before] the text that it works on
 * @property {boolean} [own] that was the user's own text
 * @property {string} [edited] the user's own text of the result
 * @property {import('../promptgen.js').Status} [result] the last status, once it has one that stays
 * @property {boolean} [forgotten] the server did not know it any more before the page had its result
 */

/** The recent generations of this browser, newest first, in localStorage. */
export class History {
  /** Holds them where the browser does not let the page store anything. @type {Entry[] | undefined} */
  #memory;

  /** @returns {Entry[]} */
  get entries() {
    if (this.#memory) return this.#memory;
    try {
      return JSON.parse(localStorage.getItem(KEY) ?? '[]');
    } catch {
      return [];
    }
  }

  /** Those whose end is not known yet. */
  get unfinished() {
    return this.entries.filter(isUnfinished);
  }

  /** Adds an entry, or replaces the one with its id. @param {Entry} entry */
  put(entry) {
    const entries = this.entries;
    const at = entries.findIndex(({ id }) => id === entry.id);
    if (at < 0) entries.unshift(entry);
    else entries[at] = entry;
    this.#store(entries.slice(0, MOST));
  }

  /** Drops all others. @param {(entry: Entry) => boolean} wanted */
  keep(wanted) {
    this.#store(this.entries.filter(wanted));
  }

  /** @param {Entry[]} entries */
  #store(entries) {
    try {
      localStorage.setItem(KEY, JSON.stringify(entries));
      this.#memory = undefined;
    } catch (error) {
      // Full: the oldest make room. Forbidden: memory holds them as long as the page is open.
      if (error instanceof DOMException && error.name === 'QuotaExceededError' && entries.length > 1) this.#store(entries.slice(0, -1));
      else this.#memory = entries;
    }
  }
}

/** @param {Entry} entry */
export const isUnfinished = ({ result, forgotten }) => !result && !forgotten;

/** How a text begins, for a list. @param {string} text */
export function firstWords(text) {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length <= 120 ? line : `${line.slice(0, 120).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
