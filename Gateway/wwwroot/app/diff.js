/** Beyond so many differences two texts have nothing in common that would help a reader. */
const MOST = 1000;

/** @typedef {{ kind: 'same' | 'gone' | 'new', text: string }} Change */

/** @param {string} text */
const words = text => Array.from(new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text), ({ segment }) => segment);

/**
 * What has changed from one text to the other, word by word, with the fewest differences (Myers).
 * @param {string} before @param {string} after @returns {Change[]} in order
 */
export function difference(before, after) {
  const [a, b] = [words(before), words(after)];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const middle = shortest(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  return readable([...same(a.slice(0, head)), ...middle, ...same(a.slice(a.length - tail))]);
}

/** @param {string[]} texts @returns {Change[]} */
const same = texts => texts.map(text => ({ kind: 'same', text }));

/** @param {string[]} a @param {string[]} b @returns {Change[]} */
function shortest(a, b) {
  const trace = paths(a, b);
  if (!trace) return [...a.map(text => /** @type {Change} */ ({ kind: 'gone', text })), ...b.map(text => /** @type {Change} */ ({ kind: 'new', text }))];
  /** @type {Change[]} */
  const changes = [];
  let [x, y] = [a.length, b.length];
  for (let d = trace.length - 1; d >= 0; d--) {
    const k = x - y;
    const v = trace[d];
    const down = k === -d || k !== d && at(v, d, k - 1) < at(v, d, k + 1);
    const [fromX, fromY] = d === 0 ? [0, 0] : down ? [at(v, d, k + 1), at(v, d, k + 1) - k - 1] : [at(v, d, k - 1), at(v, d, k - 1) - k + 1];
    while (x > fromX && y > fromY) {
      changes.push({ kind: 'same', text: a[--x] });
      y--;
    }
    if (d > 0) changes.push(down ? { kind: 'new', text: b[--y] } : { kind: 'gone', text: a[--x] });
  }
  return changes.reverse();
}

/** How far each diagonal came, before each step. @param {string[]} a @param {string[]} b @returns {Int32Array[] | undefined} */
function paths(a, b) {
  const trace = [];
  let v = new Int32Array(3);
  for (let d = 0; d <= Math.min(MOST, a.length + b.length); d++) {
    trace.push(v);
    const next = new Int32Array(2 * d + 5);
    for (let k = -d; k <= d; k += 2) {
      let x = d === 0 ? 0 : k === -d || k !== d && at(v, d, k - 1) < at(v, d, k + 1) ? at(v, d, k + 1) : at(v, d, k - 1) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      next[k + d + 2] = x;
      if (x >= a.length && x - k >= b.length) return trace;
    }
    v = next;
  }
  return undefined;
}

/** @param {Int32Array} v of the step before d @param {number} d @param {number} k */
const at = (v, d, k) => v[k + d + 1];

/** Joins neighbours; a mere space or two letters between two changes is part of them. @param {Change[]} changes @returns {Change[]} */
function readable(changes) {
  /** @type {Change[]} */
  const joined = [];
  let [gone, added] = ['', ''];
  const flush = () => {
    if (gone !== '') joined.push({ kind: 'gone', text: gone });
    if (added !== '') joined.push({ kind: 'new', text: added });
    [gone, added] = ['', ''];
  };
  changes.forEach(({ kind, text }, index) => {
    const isBetween = kind === 'same' && /^[^\S\n]+$/.test(text) && gone + added !== '' && (changes[index + 1]?.kind ?? 'same') !== 'same';
    if (kind === 'gone' || isBetween) gone += text;
    if (kind === 'new' || isBetween) added += text;
    if (kind !== 'same' || isBetween) return;
    flush();
    const last = joined.at(-1);
    if (last?.kind === 'same') last.text += text;
    else joined.push({ kind, text });
  });
  flush();
  return joined;
}
