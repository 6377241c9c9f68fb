import { isWithoutAI } from './advice.js';
import { $, time } from './dom.js';
import { isUnfinished } from './history.js';

/**
 * Draws the list of recent generations.
 * @param {import('./history.js').Entry[]} entries @param {string | undefined} current the id shown in the panel
 * @param {(entry: import('./history.js').Entry) => void} open
 */
export function drawRecent(entries, current, open) {
  const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.entry;
  $('clear').hidden = entries.every(isUnfinished);
  $('recent-none').hidden = entries.length > 0;
  $('recent').replaceChildren(...entries.map(entry => {
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset.entry = entry.id;
    button.append(part('words', entry.words, 'auto'), part('when', `${state(entry)} · ${time(entry.at)}`));
    if (entry.id === current) button.setAttribute('aria-current', 'true');
    button.addEventListener('click', () => open(entry));
    const item = document.createElement('li');
    item.append(button);
    return item;
  }));
  if (focused) $('recent').querySelector(`[data-entry="${CSS.escape(focused)}"]`)?.focus();
}

/** @param {import('./history.js').Entry} entry */
function state({ result, forgotten }) {
  if (forgotten) return 'Gone';
  if (!result) return 'In progress';
  if (result.status !== 'completed') return result.status === 'failed' ? 'Failed' : 'Cancelled';
  if (result.origin === 'demo') return 'Demo';
  return isWithoutAI(result) ? 'Without AI' : 'Done';
}

/** @param {string} name @param {string} text @param {string} [dir] */
function part(name, text, dir = '') {
  const span = document.createElement('span');
  span.className = name;
  span.textContent = text;
  if (dir !== '') span.dir = dir;
  return span;
}
