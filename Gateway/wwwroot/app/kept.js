/** What the page remembers. Browsers that block site data throw at the very mention of their storage: then memory holds it as long as the page is open. */
class Kept {
  /** @type {Map<string, string>} */
  #memory = new Map();
  #storage;

  /** @param {() => Storage} storage */
  constructor(storage) {
    this.#storage = storage;
  }

  /** @param {string} key @returns {string | null} */
  get(key) {
    try {
      return this.#memory.get(key) ?? this.#storage().getItem(key);
    } catch {
      return null;
    }
  }

  /** @param {string} key @param {string} value */
  set(key, value) {
    try {
      this.#storage().setItem(key, value);
      this.#memory.delete(key);
    } catch {
      this.#memory.set(key, value);
    }
  }

  /** @param {string} key */
  remove(key) {
    this.#memory.delete(key);
    try {
      this.#storage().removeItem(key);
    } catch {
      // Then there is nothing stored either.
    }
  }
}

/** What this tab remembers over a reload. */
export const tab = new Kept(() => sessionStorage);

/** What this browser remembers, for all its tabs. */
export const browser = new Kept(() => localStorage);
