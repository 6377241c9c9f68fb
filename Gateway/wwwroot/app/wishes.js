import { $ } from './dom.js';
import { t } from './i18n.js';

/** Where the user says what should change. @param {(feedback: string) => void} refine */
export function wishes(refine) {
  const field = $('feedback');
  const wrong = $('feedback-error');

  /** @param {string} words put after what is there */
  const add = words => {
    const before = field.value.trimEnd();
    field.value = before === '' ? words : `${before} ${words}`;
    wrong.textContent = '';
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  };

  for (const chip of $('chips').querySelectorAll('button')) chip.addEventListener('click', () => add(t(`wish.${chip.dataset.wish}`)));
  field.addEventListener('input', () => { wrong.textContent = ''; });
  $('refine').addEventListener('submit', (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const feedback = field.value.trim();
    wrong.textContent = feedback === '' ? t('complain.feedback') : '';
    if (feedback === '') return field.focus();
    field.value = '';
    refine(feedback);
  });
  return { add };
}
