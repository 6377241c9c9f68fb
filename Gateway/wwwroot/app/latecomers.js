import { Connection } from '../promptgen/connection.js';
import { PromptGenError } from '../promptgen.js';
import { pause } from '../promptgen/time.js';
import { isTerminal, statusPath } from '../promptgen/task.js';

/** Often enough: the server keeps what has ended for ten minutes, if not longer. */
const INTERVAL_MS = 60_000;

/**
 * Keeps the results of generations that nobody watches any more, because the user turned to another one.
 * @param {import('./history.js').History} history @param {import('./session.js').Session} session
 * @param {() => string | undefined} shown the id of the one that is watched @param {() => void} draw
 */
export async function collectLatecomers(history, session, shown, draw) {
  const connection = new Connection({ token: session.knownToken });
  /** Asked for in vain: forgotten, or another user's. Opening them tells. */
  const unknown = new Set();
  for (;;) {
    for (const entry of history.unfinished.filter(({ id }) => id !== shown() && !unknown.has(id))) {
      try {
        const { body } = await connection.json(statusPath(entry.id), { attempts: 1 });
        if (isTerminal(body)) history.put({ ...entry, result: body });
      } catch (error) {
        if (!(error instanceof PromptGenError)) throw error;
        if (error.code === 'not_found') unknown.add(entry.id);
      }
    }
    draw();
    await pause(INTERVAL_MS);
  }
}
