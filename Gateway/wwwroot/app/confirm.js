import { $ } from './dom.js';

$('confirm-form').addEventListener('submit', (/** @type {SubmitEvent} */ event) => {
  event.preventDefault();
  $('confirm-dialog').close(/** @type {HTMLButtonElement} */ (event.submitter).value);
});

/**
 * Asks before something is lost.
 * @param {string} title @param {string} why @param {string} yes @param {string} no @returns {Promise<boolean>} whether the user agreed
 */
export function confirmed(title, why, yes, no) {
  const dialog = $('confirm-dialog');
  $('confirm-title').textContent = title;
  $('confirm-why').textContent = why;
  $('confirm-yes').textContent = yes;
  $('confirm-no').textContent = no;
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise(resolve => dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true }));
}
