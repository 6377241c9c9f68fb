import { drawVersions, rootOf, versionBefore, versionsOf } from './versions.js';

/**
 * @typedef {import('./history.js').Entry} Entry
 * @typedef {import('./versions.js').Version} Version
 * @typedef {import('./starting.js').Wanted} Wanted
 */

/** What can be done with a finished prompt: its checks, its versions, the user's own text of it. */
export class Finished {
  #history;
  #output;
  #checks;
  /** @type {Version | undefined} */
  #version;
  /** @type {Version[]} */
  #versions = [];
  /** Opens an entry in the panel. @type {(entry: Entry, edited: boolean) => void} */
  onOpen = () => {};

  /** @param {import('./history.js').History} history @param {import('./output.js').Output} output @param {import('./checks.js').Checks} checks */
  constructor(history, output, checks) {
    this.#history = history;
    this.#output = output;
    this.#checks = checks;
  }

  /** The version on show. */
  get version() {
    return this.#version;
  }

  /** @param {{ entry: Entry & { result: import('../promptgen.js').Status }, edited?: boolean }} shown @param {boolean} repeatable */
  show({ entry, edited = false }, repeatable) {
    this.#versions = versionsOf(this.#history.entries, entry);
    this.#version = this.#versions.find(version => version.entry.id === entry.id && version.edited === edited)
      ?? { entry, edited: false, text: entry.result.prompt ?? '', before: entry.before };
    this.#output.done(entry.result, repeatable, this.#version, entry.feedback !== undefined);
    this.#checks.show(entry.result.quality, this.#version.edited, entry.result.fallback_reason === 'quality');
    this.#draw();
  }

  /** Nothing finished is on show. @param {Entry} [entry] one whose versions can be gone back to @returns {boolean} whether there are any */
  hide(entry) {
    this.#version = undefined;
    this.#versions = entry ? versionsOf(this.#history.entries, entry) : [];
    this.#checks.show(undefined, false);
    this.#draw();
    return this.#versions.length > 0;
  }

  /** Back to what the version on show was made from; from a failure, to the newest. */
  undo() {
    const before = this.#version ? versionBefore(this.#versions, this.#version) : this.#versions.at(-1);
    if (before) this.onOpen(before.entry, before.edited);
  }

  /** Keeps the user's own text of the entry on show. @param {string} text */
  keep(text) {
    const entry = this.#version && { ...this.#version.entry, edited: text === this.#version.entry.result?.prompt ? undefined : text };
    if (!entry) return;
    this.#history.put(entry);
    this.onOpen(entry, entry.edited !== undefined);
  }

  /** What a refinement of the version on show is to be. @param {string} feedback @returns {Wanted | undefined} */
  refined(feedback) {
    if (!this.#version) return undefined;
    const { entry, text } = this.#version;
    const { id: refines, notes = '', businessType = '', language } = entry;
    return { text: notes, businessType, language, refines, root: rootOf(entry), feedback, before: text, own: text !== entry.result?.prompt };
  }

  #draw() {
    drawVersions(this.#versions, this.#version, ({ entry, edited }) => this.onOpen(entry, edited));
  }
}
