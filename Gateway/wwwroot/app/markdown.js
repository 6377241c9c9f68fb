import { inline } from './inline.js';

/**
 * A block of a text in Markdown: its element, what is in it, and the words it was written with.
 * @typedef {{ tag: string, children: Node[], start?: number }} Element
 * @typedef {string | Element} Node
 * @typedef {Element & { source: string }} Block
 */

const FENCE = /^ {0,3}(```+|~~~+)/;
const HEADING = /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*$/;
const RULE = /^ {0,3}(?:\*[ \t]*){3,}$|^ {0,3}(?:-[ \t]*){3,}$|^ {0,3}(?:_[ \t]*){3,}$/;
const ITEM = /^([ \t]*)(?:[-*+•]|([\d۰-۹٠-٩]{1,4})[.)])[ \t]+(.*)$/;

/** @param {string} line */
const begins = line => line.trim() === '' || FENCE.test(line) || HEADING.test(line) || RULE.test(line) || ITEM.test(line);

/**
 * The blocks of a text in a small part of Markdown: headings, lists, rules, code, paragraphs whose lines stay lines. Whatever else stands there
 * is text. In time linear to the text.
 * @param {string} text @returns {Block[]}
 */
export function blocks(text) {
  const lines = text.split(/\r\n|\r|\n/);
  /** @type {Block[]} */
  const found = [];
  for (let at = 0; at < lines.length;) {
    if (lines[at].trim() === '') {
      at++;
      continue;
    }
    const from = at;
    const [block, next] = read(lines, at);
    at = next;
    found.push({ ...block, source: lines.slice(from, at).join('\n') });
  }
  return found;
}

/** @param {string[]} lines @param {number} at @returns {[Element, number]} the block that begins there, and the line after it */
function read(lines, at) {
  const fence = FENCE.exec(lines[at])?.[1];
  if (fence) {
    let end = at + 1;
    while (end < lines.length && !lines[end].trim().startsWith(fence)) end++;
    return [{ tag: 'pre', children: [{ tag: 'code', children: [lines.slice(at + 1, end).join('\n')] }] }, end + 1];
  }
  const heading = HEADING.exec(lines[at]);
  // The page's own headings are the first two levels.
  if (heading) return [{ tag: `h${Math.min(6, heading[1].length + 2)}`, children: inline(heading[2]) }, at + 1];
  if (RULE.test(lines[at])) return [{ tag: 'hr', children: [] }, at + 1];
  if (ITEM.test(lines[at])) return list(lines, at);
  let end = at + 1;
  while (end < lines.length && !begins(lines[end])) end++;
  return [{ tag: 'p', children: broken(lines.slice(at, end)) }, end];
}

/** @param {string[]} lines @param {number} at @returns {[Element, number]} */
function list(lines, at) {
  const [, indent, number] = /** @type {RegExpExecArray} */ (ITEM.exec(lines[at]));
  /** @type {Element} */
  const whole = number === undefined ? { tag: 'ul', children: [] } : { tag: 'ol', children: [], start: digits(number) };
  while (at < lines.length) {
    // Items may stand apart by one empty line.
    const next = lines[at].trim() === '' && at + 1 < lines.length ? at + 1 : at;
    const item = ITEM.exec(lines[next]);
    if (!item || item[1].length < indent.length || RULE.test(lines[next])) break;
    const last = /** @type {Element | undefined} */ (whole.children.at(-1));
    if (item[1].length >= indent.length + 2 && last) {
      const [inner, after] = list(lines, next);
      last.children.push(inner);
      at = after;
      continue;
    }
    if ((item[2] === undefined) !== (number === undefined)) break;
    let end = next + 1;
    while (end < lines.length && !begins(lines[end]) && /^[ \t]/.test(lines[end])) end++;
    whole.children.push({ tag: 'li', children: broken([item[3], ...lines.slice(next + 1, end)]) });
    at = end;
  }
  return [whole, at];
}

/** Lines with a break between them. @param {string[]} lines @returns {Node[]} */
const broken = lines => lines.flatMap((line, at) => [...at > 0 ? [{ tag: 'br', children: [] }] : [], ...inline(line.trim())]);

/** @param {string} written in any digits */
const digits = written => Number(written.replace(/[۰-۹٠-٩]/g, digit => String(digit.charCodeAt(0) & 0xf)));
