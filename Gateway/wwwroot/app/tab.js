/** Holds what the browser does not let the page store, as long as the page is open. @type {Map<string, string>} */
const memory = new Map();

/** What this tab remembers over a reload, in sessionStorage. Browsers that block site data throw at the very mention of it. */
export const tab = {
  /** @param {string} key @returns {string | null} */
  get(key) {
    try {
      return memory.get(key) ?? sessionStorage.getItem(key);
    } catch {
      return null;
    }
  },

  /** @param {string} key @param {string} value */
  set(key, value) {
    try {
      sessionStorage.setItem(key, value);
      memory.delete(key);
    } catch {
      memory.set(key, value);
    }
  },

  /** @param {string} key */
  remove(key) {
    memory.delete(key);
    try {
      sessionStorage.removeItem(key);
    } catch {
      // Then there is nothing stored either.
    }
  },
};
