import { ended } from './errors.js';
import { byEvents } from './events.js';
import { byPolling } from './polling.js';

/**
 * Watches a generation to its end by the best way that works: live events, long polling, polling.
 * @param {import('./connection.js').Connection} connection @param {string} taskId @param {import('../promptgen.js').WatchOptions} options
 * @returns {Promise<import('../promptgen.js').CompletedStatus>} the completed status
 */
export async function watch(connection, taskId, options) {
  const { last, polled } = await byEvents(connection, taskId, options);
  const end = last ?? await byPolling(connection, taskId, options, polled);
  if (end.status !== 'completed') throw ended(end);
  return /** @type {import('../promptgen.js').CompletedStatus} */ (end);
}
