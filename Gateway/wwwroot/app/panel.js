import { PromptGenError } from '../promptgen.js';
import { ended } from '../promptgen/errors.js';
import { cost } from './advice.js';
import { $ } from './dom.js';
import { drawRecent } from './recent.js';
import { isRepeatable } from './shown.js';
import { rootOf } from './versions.js';

/** @typedef {import('./history.js').Entry} Entry @typedef {import('./shown.js').Shown} Shown */

/** What is in the panel, and in the list below it. */
export class Panel {
  /** @type {Shown | undefined} */
  shown;
  #account;
  #history;
  #output;
  #finished;
  /** Opens an entry of the list. @type {(entry: Entry) => void} */
  onOpen = () => {};

  /**
   * @param {import('./account.js').Account} account @param {import('./history.js').History} history
   * @param {import('./output.js').Output} output @param {import('./finished.js').Finished} finished
   */
  constructor(account, history, output, finished) {
    this.#account = account;
    this.#history = history;
    this.#output = output;
    this.#finished = finished;
  }

  draw = () => {
    const { entry, start } = this.shown ?? {};
    drawRecent(this.#history.entries, entry ? rootOf(entry) : start?.root, one => this.onOpen(one));
  };

  /** Stops watching what the panel showed, without cancelling it. A start goes on until it is known by an id. @param {Shown | undefined} next */
  show(next) {
    if (!this.shown?.starting) this.shown?.abort.abort();
    this.shown = next;
    this.draw();
  }

  /** Shows the end of what is in the panel. @param {PromptGenError} [error] why it has none */
  present(error) {
    const { entry } = /** @type {Shown} */ (this.shown);
    const repeatable = isRepeatable(this.shown);
    const result = entry?.result;
    if (!error && entry && result?.status === 'completed') return this.#finished.show(/** @type {any} */ (this.shown), repeatable);
    const before = this.#finished.hide(this.#origin);
    this.#output.failed(error ?? (result ? ended(result) : new PromptGenError('not_found', 'Gone.')), repeatable, before);
  }

  /** Shows what has just begun. @param {Shown} mine */
  begin(mine) {
    this.show(mine);
    this.#finished.hide(this.#origin);
    this.#output.busy({ since: Date.parse(mine.entry?.at ?? '') || Date.now(), before: (mine.entry ?? mine.start)?.before });
    busy(true);
  }

  /** Shows one that has ended. @param {Entry} entry @param {boolean} [edited] the user's own text of it */
  open(entry, edited = entry.edited !== undefined) {
    this.show({ abort: new AbortController(), entry, edited });
    busy(false);
    this.present();
    if (entry.result) $('cost').textContent = cost(entry.result);
    $('output').scrollIntoView({ block: 'nearest' });
  }

  /** Nothing is in the panel any more. */
  close() {
    this.show(undefined);
    this.#finished.hide();
    this.#output.empty();
  }

  /** @param {Partial<Entry>} end */
  finish(end) {
    if (!this.shown?.entry) return;
    this.shown.entry = { ...this.shown.entry, ...end };
    this.#history.put(this.shown.entry);
    this.draw();
  }

  /** What it cost, and what is left as soon as that is known. @param {Shown} mine @param {any} status */
  async price(mine, status) {
    busy(false);
    const priced = status?.charge !== undefined;
    if (priced) $('cost').textContent = cost(status);
    await this.#account.refresh();
    if (priced && this.shown === mine) $('cost').textContent = cost(status, this.#account.latest);
  }
  /** What the one in the panel is a version of. @returns {Entry | undefined} */
  get #origin() {
    const { entry, start } = this.shown ?? {};
    return entry ?? this.#history.entries.find(({ id }) => id === start?.refines);
  }
}

/** @param {boolean} is */
export function busy(is) {
  $('generate').ariaDisabled = `${is}`; // Not disabled: it would lose the focus.
}
