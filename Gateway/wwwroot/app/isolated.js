/**
 * What reads from left to right within a text from right to left, and would come out in another order there: telephone numbers, e-mail and web
 * addresses, handles. A number that may as well be a range of prices is none: it is one where it begins with +, 0 or ( or has three groups.
 */
const DIGIT = '[\\d۰-۹٠-٩]';
const LEFT_TO_RIGHT = new RegExp([
  `[\\w.+-]{1,64}@(?:[\\w-]{1,63}\\.){1,8}\\w{2,}`,
  `https?:\\/\\/[^\\s<>"'()،؛«»]+`,
  `(?<![\\w.-])(?:[a-z\\d-]{1,63}\\.){1,8}[a-z]{2,}(?:\\/[\\w\\-./?=&%#~]*)?`,
  `(?<![\\w.])@[\\w.]{2,}`,
  `(?<!${DIGIT})(?:\\+|\\(|[0۰٠])${DIGIT}(?:[ \\-‐–./()\\u00a0]{0,2}${DIGIT}){5,16}(?!${DIGIT})`,
  `(?<!${DIGIT})${DIGIT}{1,4}(?:[ \\-‐.]${DIGIT}{2,4}){2,4}(?!${DIGIT})`,
].join('|'), 'gi');

/** @param {string} text @returns {(string | { tag: 'bdi', children: string[], dir: 'ltr' })[]} its pieces in order, those that read from left to right each in a bdi */
export function isolated(text) {
  /** @type {ReturnType<typeof isolated>} */
  const pieces = [];
  let at = 0;
  for (const { 0: piece, index } of text.matchAll(LEFT_TO_RIGHT)) {
    if (index > at) pieces.push(text.slice(at, index));
    pieces.push({ tag: 'bdi', children: [piece], dir: 'ltr' });
    at = index + piece.length;
  }
  if (at < text.length) pieces.push(text.slice(at));
  return pieces;
}

/** The direction of a text by its first letter that has one. @param {string} text @returns {'ltr' | 'rtl'} */
export const directionOf = text => /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(text) ? 'rtl' : 'ltr';
