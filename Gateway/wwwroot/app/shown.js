import { isUnfinished } from './history.js';

/**
 * What the panel shows: an entry, or one to be as soon as the server has confirmed its start. `possible` is the id of a start of which the
 * server did not know whether it had begun.
 * @typedef {object} Shown
 * @property {AbortController} abort
 * @property {import('./history.js').Entry} [entry]
 * @property {import('./starting.js').Start} [start]
 * @property {boolean} [starting]
 * @property {boolean} [waiting]
 * @property {boolean} [cancelWanted]
 * @property {string} [possible]
 */

/** Its notes, if this browser has them. @param {Shown | undefined} shown */
export function notesOf({ entry, start } = /** @type {Shown} */ ({})) {
  return entry?.notes === undefined ? start : { text: entry.notes, businessType: entry.businessType ?? '' };
}

/** Whether it can be begun or followed once more. @param {Shown | undefined} shown */
export const isRepeatable = shown => notesOf(shown) !== undefined || shown?.entry !== undefined && isUnfinished(shown.entry);
