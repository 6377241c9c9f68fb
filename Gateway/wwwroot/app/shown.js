import { isUnfinished } from './history.js';

/**
 * What the panel shows: an entry, or one to be as soon as the server has confirmed its start. `possible` is the id of a start of which the
 * server did not know whether it had begun. `edited`: the user's own text of it is shown.
 * @typedef {object} Shown
 * @property {AbortController} abort
 * @property {import('./history.js').Entry} [entry]
 * @property {import('./starting.js').Start} [start]
 * @property {boolean} [edited]
 * @property {boolean} [starting]
 * @property {boolean} [waiting]
 * @property {boolean} [cancelWanted]
 * @property {string} [possible]
 */

/** What would write it once more, if this browser has its notes. @param {Shown | undefined} shown @returns {import('./starting.js').Wanted | undefined} */
export function wantedOf({ entry, start } = /** @type {Shown} */ ({})) {
  if (!entry) return start;
  const { notes: text, businessType = '', language, root, refines, feedback, before, own } = entry;
  return text === undefined ? undefined : { text, businessType, language, root, refines, feedback, before, own };
}

/** Whether it can be begun or followed once more. @param {Shown | undefined} shown */
export const isRepeatable = shown => wantedOf(shown) !== undefined || shown?.entry !== undefined && isUnfinished(shown.entry);
