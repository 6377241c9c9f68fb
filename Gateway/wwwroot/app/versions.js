import { $, make } from './dom.js';
import { draw } from './draw.js';
import { number, t, time } from './i18n.js';
import { isolated } from './isolated.js';

/**
 * One text that a prompt has had: as the server wrote it, or as the user edited that.
 * @typedef {{ entry: import('./history.js').Entry, edited: boolean, text: string, before?: string }} Version
 */

/** What a family of refinements is known by. @param {import('./history.js').Entry} entry */
export const rootOf = ({ root, id }) => root ?? id;

/**
 * The versions of a prompt, oldest first.
 * @param {import('./history.js').Entry[]} entries @param {import('./history.js').Entry} one any of them @returns {Version[]}
 */
export function versionsOf(entries, one) {
  return entries.filter(entry => rootOf(entry) === rootOf(one) && entry.result?.status === 'completed')
    .sort((a, b) => a.at.localeCompare(b.at))
    .flatMap(entry => {
      const text = entry.result?.prompt ?? '';
      const written = { entry, edited: false, text, before: entry.before };
      return entry.edited === undefined ? [written] : [written, { entry, edited: true, text: entry.edited, before: text }];
    });
}

/** The one that a version was made from. @param {Version[]} versions @param {Version} version */
export function versionBefore(versions, version) {
  const earlier = versions.slice(0, versions.indexOf(version));
  return earlier.findLast(({ text }) => text === version.before) ?? earlier.at(-1);
}

/** What a version is called: what was asked for, and whether that changed anything. @param {Version[]} versions @param {Version} version */
export function wordsOf(versions, version) {
  const { entry, edited, text } = version;
  const words = edited ? t('version.edited') : entry.feedback ? t('version.refined', { feedback: entry.feedback }) : t(versions[0] === version ? 'version.first' : 'version.again');
  return versionBefore(versions, version)?.text === text ? t('version.same', { words }) : words;
}

/** @param {Version[]} versions @param {Version | undefined} shown @param {(version: Version) => void} open */
export function drawVersions(versions, shown, open) {
  const focused = $('versions').contains(document.activeElement);
  $('history').hidden = versions.length < 2;
  $('undo').hidden = !shown || versions.indexOf(shown) < 1;
  $('versions').replaceChildren(...versions.map((version, at) => {
    const button = make('button', { type: 'button' },
      make('span', { className: 'number', textContent: number(at + 1) }), make('span', { className: 'words', dir: 'auto' }, ...isolated(wordsOf(versions, version)).map(draw)),
      make('span', { className: 'when', textContent: time(version.entry.at) }));
    if (version === shown) button.setAttribute('aria-current', 'true');
    button.addEventListener('click', () => open(version));
    return make('li', {}, button);
  }));
  if (focused) $('versions').querySelector('[aria-current]')?.focus();
}
