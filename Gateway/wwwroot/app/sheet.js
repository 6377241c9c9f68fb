import { difference } from './diff.js';
import { $, make } from './dom.js';
import { draw } from './draw.js';
import { counted, t } from './i18n.js';
import { directionOf, isolated } from './isolated.js';
import { blocks } from './markdown.js';

/** @typedef {'preview' | 'source' | 'changes'} View */

/** The text of a prompt, as it reads, as it is written, or as what has changed. */
export class Sheet {
  #text = '';
  /** What it was made from. @type {string | undefined} */
  #before;
  /** @type {View} */
  #view = 'preview';
  /** How the blocks on show were written. @type {string[]} */
  #shown = [];
  /** Called when the view changes. */
  onView = () => {};

  constructor() {
    for (const button of views()) button.addEventListener('click', () => this.show(/** @type {View} */ (button.dataset.view)));
  }

  get text() {
    return this.#text;
  }

  /** @param {string} text @param {string} [before] the text that it was made from */
  write(text, before) {
    this.#text = text;
    this.#before = before === text ? undefined : before;
    if (this.#view === 'changes' && this.#before === undefined) this.#view = 'preview';
    this.#draw();
  }

  /** @param {View} view */
  show(view) {
    this.#view = view;
    this.#draw();
    $('result').scrollTop = 0;
    this.onView();
  }

  redraw = () => this.#draw();

  #draw() {
    const result = $('result');
    for (const button of views()) {
      button.setAttribute('aria-pressed', `${button.dataset.view === this.#view}`);
      if (button.dataset.view === 'changes') button.hidden = this.#before === undefined;
    }
    result.dir = directionOf(this.#text);
    if (result.dataset.view !== this.#view || this.#view !== 'preview') {
      result.replaceChildren();
      this.#shown = [];
    }
    result.dataset.view = this.#view;
    if (this.#view === 'preview') this.#preview(result);
    else if (this.#view === 'source') result.append(...isolated(this.#text).map(draw));
    else this.#changes(result);
  }

  /** Leaves alone the blocks that are as they were: what the user has selected while the text grows stays so. @param {HTMLElement} result */
  #preview(result) {
    const found = blocks(this.#text);
    let same = 0;
    while (same < found.length && same < this.#shown.length && found[same].source === this.#shown[same]) same++;
    while (result.childNodes.length > same) result.lastChild?.remove();
    result.append(...found.slice(same).map(block => {
      const drawn = /** @type {HTMLElement} */ (draw(block));
      drawn.dir = directionOf(block.source);
      return drawn;
    }));
    this.#shown = found.map(({ source }) => source);
  }

  /** @param {HTMLElement} result */
  #changes(result) {
    const changes = difference(this.#before ?? '', this.#text);
    const count = (/** @type {string} */ kind) => changes.filter(change => change.kind === kind)
      .reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0), 0);
    const sums = [count('new') && t('diff.added', { count: counted(count('new'), 'word') }), count('gone') && t('diff.gone', { count: counted(count('gone'), 'word') })];
    result.append(make('p', { className: 'sum', dir: document.documentElement.dir }, sums.filter(Boolean).join(' · ') || t('diff.none')));
    const TAGS = /** @type {const} */ ({ same: 'span', gone: 'del', new: 'ins' });
    result.append(make('div', { className: 'written' }, ...changes.map(({ kind, text }) => make(TAGS[kind], {}, ...isolated(text).map(draw)))));
  }
}

/** @returns {HTMLElement[]} */
const views = () => [...$('views').querySelectorAll('button')];
