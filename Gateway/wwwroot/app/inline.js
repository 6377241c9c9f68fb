import { isolated } from './isolated.js';

/**
 * @typedef {import('./markdown.js').Node} Node
 * @typedef {import('./markdown.js').Element} Element
 */

const LETTER = '[\\p{L}\\p{N}_]';
const PIECES = new RegExp([
  '\\\\(?<plain>[!-\\/:-@\\[-`{-~])',
  '(?<!`)(?<ticks>`+)(?<code>[^`]+)\\k<ticks>(?!`)',
  '\\*\\*(?=\\S)(?<bold>(?:[^*\\\\]|\\\\.|\\*(?!\\*))+)(?<=\\S)\\*\\*',
  `(?<!${LETTER})__(?=\\S)(?<bold2>[^_]+)(?<=\\S)__(?!${LETTER})`,
  `(?<!${LETTER})\\*(?=[^\\s*])(?<italic>(?:[^*\\\\]|\\\\.)+)(?<=\\S)\\*(?!\\*|${LETTER})`,
  `(?<!${LETTER})_(?=[^\\s_])(?<italic2>[^_]+)(?<=\\S)_(?!${LETTER})`,
  '\\[(?<label>[^\\[\\]]+)\\]\\((?<address>[^()\\s]+(?:\\([^()\\s]*\\)[^()\\s]*)?)\\)',
].join('|'), 'gu');
const DEEPEST = 3;

/**
 * What stands in one line: text, code, bold, italic, links.
 * @param {string} text @returns {Node[]}
 */
export const inline = (text, depth = 0) => [...pieces(text, depth)];

/** @param {string} text @param {number} depth @returns {Generator<Node>} */
function* pieces(text, depth) {
  let at = 0;
  let plain = '';
  for (const match of depth < DEEPEST ? text.matchAll(PIECES) : []) {
    const { plain: escaped, code, bold, bold2, italic, italic2, label, address } = /** @type {Record<string, string>} */ (match.groups);
    plain += text.slice(at, match.index);
    at = match.index + match[0].length;
    if (escaped !== undefined) {
      plain += escaped;
      continue;
    }
    yield* isolated(plain);
    plain = '';
    if (code !== undefined) yield { tag: 'code', children: [code] };
    else if (bold ?? bold2) yield { tag: 'strong', children: inline(bold ?? bold2, depth + 1) };
    else if (italic ?? italic2) yield { tag: 'em', children: inline(italic ?? italic2, depth + 1) };
    else yield* link(label, address, depth);
  }
  yield* isolated(plain + text.slice(at));
}

/**
 * A link is shown as its text and, where that is not the same, its address: nobody is led elsewhere than they read. Nothing can be clicked.
 * @param {string} label @param {string} address @param {number} depth @returns {Generator<Node>}
 */
function* link(label, address, depth) {
  yield* inline(label, depth + 1);
  const bare = address.replace(/^(?:https?:\/\/|mailto:|tel:)/i, '').replace(/\/$/, '');
  // A scheme that does something, such as javascript:, is not even shown.
  if (/^[a-z][a-z\d+.-]*:/i.test(address) && !/^(?:https?|mailto|tel):/i.test(address)) return;
  if (bare !== label.replace(/^https?:\/\//i, '').replace(/\/$/, '')) yield { tag: 'bdi', children: [` (${bare})`] };
}
