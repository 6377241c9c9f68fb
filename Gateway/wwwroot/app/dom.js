/** @param {string} id @returns {any} the element of the page that has this id */
export const $ = id => document.getElementById(id);

const numbers = new Intl.NumberFormat('en');
const times = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** @param {number} value */
export const number = value => numbers.format(value);

/** The time, and the day where that is not today. @param {string} iso */
export function time(iso) {
  const at = new Date(iso);
  return at.toDateString() === new Date().toDateString() ? times.format(at) : `${days.format(at)}, ${times.format(at)}`;
}

/** @param {number} count @param {string} noun */
export const counted = (count, noun) => `${number(count)} ${noun}${count === 1 ? '' : 's'}`;
