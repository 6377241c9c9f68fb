/** @param {string} id @returns {any} the element of the page that has this id */
export const $ = id => document.getElementById(id);

/**
 * A new element. What is in it is text, never markup.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {Partial<HTMLElementTagNameMap[Tag]>} [properties] @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Writes words that may be read out, so only when they change. @param {string} id @param {string} words */
export function say(id, words) {
  if ($(id).textContent !== words) $(id).textContent = words;
}
