/** @param {string} id @returns {any} the element of the page that has this id */
export const $ = id => document.getElementById(id);

const numbers = new Intl.NumberFormat('en');
const times = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** @param {number} value */
export const number = value => numbers.format(value);

/** @param {string} iso */
export const time = iso => times.format(new Date(iso));

/** @param {number} count @param {string} noun */
export const counted = (count, noun) => `${number(count)} ${noun}${count === 1 ? '' : 's'}`;
