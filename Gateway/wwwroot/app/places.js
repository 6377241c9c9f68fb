/** Digits of other scripts, and letters of which there are two. */
const FOLDED = /** @type {Record<string, string>} */ ({ ي: 'ی', ى: 'ی', ك: 'ک' });
/** What may stand between the digits of a telephone number, or inside any other fact. */
const BETWEEN_DIGITS = /^[\s\-‐-―().\/\u200c\u200e\u200f]*$/u;
const LOOSE = /[\s,٬_\u200b-\u200f\u2060]/u;
const ALPHANUMERIC = /[\p{L}\p{N}]/u;

/** @param {string} letter */
function fold(letter) {
  const code = letter.charCodeAt(0);
  if (code >= 0x660 && code <= 0x669 || code >= 0x6f0 && code <= 0x6f9) return String(code & 0xf);
  return FOLDED[letter] ?? letter.toLowerCase();
}

/**
 * Where a fact stands in a text, from and to: by its words, in any digits, whatever separates them. A telephone number that is not found as it is
 * may have another prefix, so its last eight digits will do.
 * @param {string} text @param {{ kind: string, text: string }} fact @returns {[number, number][]}
 */
export function placesOf(text, fact) {
  if (fact.kind !== 'phone') return search(text, fact.text, letter => !LOOSE.test(letter));
  const digits = [...fact.text].map(fold).filter(letter => /\d/.test(letter)).join('');
  const whole = phones(text, digits);
  return whole.length > 0 || digits.length <= 8 ? whole : phones(text, digits.slice(-8), true);
}

/** @param {string} text @param {string} digits @param {boolean} [isEnd] whether other digits may stand before them */
const phones = (text, digits, isEnd) => search(text, digits, letter => /\d/.test(fold(letter)), BETWEEN_DIGITS, isEnd);

/**
 * @param {string} text @param {string} wanted @param {(letter: string) => boolean} counts @param {RegExp} [between] what may stand between two that count
 * @param {boolean} [isEnd]
 * @returns {[number, number][]}
 */
function search(text, wanted, counts, between, isEnd = false) {
  const needle = [...wanted].filter(counts).map(fold).join('');
  if (needle === '') return [];
  /** @type {number[]} */
  const at = [];
  let hay = '';
  for (let index = 0; index < text.length; index++) {
    if (!counts(text[index])) continue;
    const folded = fold(text[index]);
    hay += folded;
    for (let unit = 0; unit < folded.length; unit++) at.push(index);
  }
  /** @type {[number, number][]} */
  const found = [];
  for (let from = hay.indexOf(needle); from >= 0; from = hay.indexOf(needle, from + 1)) {
    const end = at[from + needle.length - 1] + 1;
    let start = at[from];
    while (isEnd && start > 0 && counts(text[start - 1])) start--;
    const lead = between && /[+(]/.test(text[start - 1] ?? '') ? 1 : 0;
    const isWhole = !(touches(text[start - 1], text[start]) || touches(text[end - 1], text[end]));
    if (isWhole && (!between || gaps(at, from, needle.length).every(([a, b]) => between.test(text.slice(a + 1, b))))) found.push([start - lead, end]);
  }
  return found;
}

/** Whether two neighbours are of one word or number. @param {string | undefined} a @param {string | undefined} b */
const touches = (a, b) => a !== undefined && b !== undefined && ALPHANUMERIC.test(a) && ALPHANUMERIC.test(b) && /\p{N}/u.test(a) === /\p{N}/u.test(b);

/** @param {number[]} at @param {number} from @param {number} length */
const gaps = (at, from, length) => Array.from({ length: length - 1 }, (_, step) => [at[from + step], at[from + step + 1]]);
