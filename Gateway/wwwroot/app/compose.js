import { $, number } from './dom.js';

let limit = 20_000;
const EXAMPLE = {
  type: 'restaurant',
  text: `Trattoria Nella, small family restaurant in Lisbon, Rua das Flores 18
open tue-sun 12-15 and 19-23, monday closed
homemade pasta, fish of the day, vegan + gluten free if you tell us before
book: +351 21 555 0147 or trattorianella.example/book
groups of 8 or more pay a deposit, dogs fine on the terrace
kids menu 9 eur, corkage 12 eur
should sound warm, short answers, portuguese and english`,
};

/**
 * The form: notes with their count, business type, Generate.
 * @param {(text: string, businessType: string) => void} generate
 */
export function compose(generate) {
  const notes = $('manual-prompt');
  const wrong = $('compose-error');

  const count = () => {
    const over = notes.value.length - limit;
    $('count').textContent = over > 0 ? `${number(over)} over ${number(limit)}` : `${number(notes.value.length)} / ${number(limit)}`;
    $('count').toggleAttribute('data-over', over > 0);
    complain('');
  };

  /** @param {string} words */
  const complain = words => {
    wrong.textContent = words;
    notes.setAttribute('aria-invalid', `${words !== ''}`);
  };

  notes.addEventListener('input', count);
  notes.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) $('compose').requestSubmit();
  });

  $('example').addEventListener('click', () => {
    notes.value = EXAMPLE.text;
    $('business-type').value = EXAMPLE.type;
    count();
    notes.focus();
    notes.setSelectionRange(0, 0);
    notes.scrollTop = 0;
  });

  $('compose').addEventListener('submit', (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if ($('generate').ariaDisabled === 'true') return;
    const text = notes.value;
    complain(text.trim() === '' ? 'Write a few notes first.' : text.length > limit ? 'Shorten the notes first.' : '');
    if (wrong.textContent !== '') return notes.focus();
    generate(text, $('business-type').value.trim());
    $('output').scrollIntoView({ block: 'nearest' }); // On a phone it is below the fold.
  });

  count(); // The browser may have restored a text.
}

/** @param {number} characters how long the server lets notes be */
export function limitTo(characters) {
  limit = characters;
  $('manual-prompt').dispatchEvent(new Event('input'));
}

/** Puts notes back that a reload took away. @param {string} text @param {string} businessType */
export function restore(text, businessType) {
  if ($('manual-prompt').value !== '') return;
  $('manual-prompt').value = text;
  $('business-type').value = businessType;
  $('manual-prompt').dispatchEvent(new Event('input'));
}
