import { make } from './dom.js';

/**
 * What a piece of a text looks like: its elements are those that the reading of it makes, and what stands in them is text, never markup.
 * @param {import('./markdown.js').Node & { dir?: string }} node @returns {Node | string}
 */
export function draw(node) {
  if (typeof node === 'string') return node;
  const { tag, children, ...properties } = node;
  const drawn = make(/** @type {any} */ (tag), {}, ...children.map(draw));
  if ('dir' in properties && properties.dir) drawn.dir = properties.dir;
  if (properties.start !== undefined) drawn.setAttribute('start', `${properties.start}`);
  return drawn;
}
