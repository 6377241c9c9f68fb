import { PromptGenError, deletePrompt } from '../promptgen.js';
import { confirmed } from './confirm.js';
import { $, say } from './dom.js';
import { t } from './i18n.js';
import { rootOf } from './versions.js';

/**
 * Deletes the prompt on show with all its versions, from the server and from this browser.
 * @param {import('./panel.js').Panel} panel @param {import('./history.js').History} history @param {import('./session.js').Session} session
 */
export async function remove(panel, history, session) {
  const entry = panel.shown?.entry;
  if (!entry || !await confirmed(t('delete.ask'), t('delete.why'), t('delete.yes'), t('delete.no'))) return;
  /** @param {import('./history.js').Entry} other */
  const isOfIt = other => rootOf(other) === rootOf(entry);
  try {
    for (const { id } of history.entries.filter(isOfIt)) await deletePrompt(id, { token: session.token }).catch(unlessItIsGone);
  } catch (error) {
    if (!(error instanceof PromptGenError)) throw error;
    return say('status', t('delete.failed', { message: error.message }));
  }
  history.keep(other => !isOfIt(other));
  panel.close();
  $('manual-prompt').focus();
}

/** @param {unknown} error */
function unlessItIsGone(error) {
  if (!(error instanceof PromptGenError && error.code === 'not_found')) throw error;
}
