import { $ } from './dom.js';
import { placesOf } from './places.js';

const BLOCKS = 'p, li, h3, h4, h5, h6, pre, hr';

/**
 * Marks where a fact stands, in the notes of the form and in the prompt, and brings both into sight. Nothing in the text is touched.
 * @param {{ kind: string, text: string } | undefined} fact `undefined`: marks nothing any more
 * @returns {{ inNotes: boolean, inPrompt: boolean }}
 */
export function mark(fact) {
  const behind = $('notes-behind');
  const notes = $('manual-prompt');
  const result = $('result');
  behind.textContent = fact ? `${notes.value}\n` : '';
  const inNotes = fact ? rangesOf(behind, fact) : [];
  const inPrompt = fact ? rangesOf(result, fact) : [];
  if (globalThis.Highlight && CSS.highlights) CSS.highlights.set('fact', new Highlight(...inNotes, ...inPrompt));
  reveal(inNotes[0], behind, notes);
  behind.scrollTop = notes.scrollTop;
  reveal(inPrompt[0], result, result);
  return { inNotes: inNotes.length > 0, inPrompt: inPrompt.length > 0 };
}

/** @param {HTMLElement} root @param {{ kind: string, text: string }} fact @returns {Range[]} */
function rangesOf(root, fact) {
  /** @type {{ node: Text, from: number }[]} */
  const texts = [];
  let whole = '';
  /** @type {Element | null | undefined} */
  let block;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!(node instanceof Text)) {
      if (node.nodeName === 'BR') whole += '\n';
      continue;
    }
    const own = node.parentElement?.closest(BLOCKS);
    if (own !== block && whole !== '') whole += '\n\n#'; // Nothing goes over the edge of a block.
    block = own;
    texts.push({ node, from: whole.length });
    whole += node.nodeValue;
  }
  return placesOf(whole, fact).map(([from, to]) => {
    const range = document.createRange();
    const [first, last] = [from, to - 1].map(at => /** @type {{ node: Text, from: number }} */ (texts.findLast(text => text.from <= at)));
    range.setStart(first.node, from - first.from);
    range.setEnd(last.node, to - last.from);
    return range;
  });
}

/** @param {Range | undefined} range @param {HTMLElement} inside where it lies @param {HTMLElement} scrolled what is scrolled for it */
function reveal(range, inside, scrolled) {
  if (!range) return;
  const top = range.getBoundingClientRect().top - inside.getBoundingClientRect().top + inside.scrollTop;
  if (top < scrolled.scrollTop + 16 || top > scrolled.scrollTop + scrolled.clientHeight - 48) scrolled.scrollTop = Math.max(0, top - scrolled.clientHeight / 3);
}
