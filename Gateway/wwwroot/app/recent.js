import { isWithoutAI } from './advice.js';
import { $ } from './dom.js';
import { draw } from './draw.js';
import { isUnfinished } from './history.js';
import { number, t, time } from './i18n.js';
import { isolated } from './isolated.js';
import { rootOf, versionsOf } from './versions.js';

/**
 * Draws the list of recent generations, each with its refinements in one line: the newest of them.
 * @param {import('./history.js').Entry[]} entries @param {string | undefined} current the root of what the panel shows
 * @param {(entry: import('./history.js').Entry) => void} open
 */
export function drawRecent(entries, current, open) {
  const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.entry;
  $('clear').hidden = entries.every(isUnfinished);
  $('recent-none').hidden = entries.length > 0;
  const newest = entries.filter((entry, at) => entries.findIndex(other => rootOf(other) === rootOf(entry)) === at);
  $('recent').replaceChildren(...newest.map(entry => {
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset.entry = entry.id;
    button.append(part('words', entry.words, 'auto'), part('when', `${label(entry, versionsOf(entries, entry).length)} · ${time(entry.at)}`));
    if (current && rootOf(entry) === current) button.setAttribute('aria-current', 'true');
    button.addEventListener('click', () => open(entry));
    const item = document.createElement('li');
    item.append(button);
    return item;
  }));
  if (focused) $('recent').querySelector(`[data-entry="${CSS.escape(focused)}"]`)?.focus();
}

/** @param {import('./history.js').Entry} entry @param {number} versions */
function label(entry, versions) {
  return versions > 1 ? t('recent.versions', { state: state(entry), count: number(versions) }) : state(entry);
}

/** @param {import('./history.js').Entry} entry */
function state({ result, forgotten }) {
  if (forgotten) return t('recent.gone');
  if (!result) return t('recent.running');
  if (result.status !== 'completed') return t(result.status === 'failed' ? 'recent.failed' : 'recent.cancelled');
  if (result.origin === 'demo') return t('recent.demo');
  return t(isWithoutAI(result) ? 'recent.withoutAi' : 'recent.done');
}

/** @param {string} name @param {string} text @param {string} [dir] */
function part(name, text, dir = '') {
  const span = document.createElement('span');
  span.className = name;
  span.append(...isolated(text).map(draw));
  if (dir !== '') span.dir = dir;
  return span;
}
