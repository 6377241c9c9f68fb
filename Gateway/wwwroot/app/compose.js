import { confirmed } from './confirm.js';
import { $, number } from './dom.js';
import { tab } from './tab.js';

/** Of the notes as they stand in the form. */
const DRAFT = 'promptgen.draft';
/** What nobody sees: the server takes it for blank too. */
const INVISIBLE = /^[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

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
  const type = $('business-type');
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

  const keep = () => tab.set(DRAFT, JSON.stringify({ text: notes.value, businessType: type.value }));

  notes.addEventListener('input', () => {
    count();
    keep();
  });
  type.addEventListener('input', keep);
  notes.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) $('compose').requestSubmit();
  });

  $('example').addEventListener('click', async () => {
    const isOwn = !INVISIBLE.test(notes.value) && notes.value !== EXAMPLE.text;
    if (isOwn && !await confirmed('Take the example?', 'It replaces what you have written.', 'Replace', 'Keep mine')) return;
    fill(EXAMPLE.text, EXAMPLE.type);
    notes.focus();
    notes.setSelectionRange(0, 0);
    notes.scrollTop = 0;
  });

  $('compose').addEventListener('submit', (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if ($('generate').ariaDisabled === 'true') return;
    const text = notes.value;
    complain(INVISIBLE.test(text) ? 'Write a few notes first.' : text.length > limit ? 'Shorten the notes first.' : '');
    if (wrong.textContent !== '') return notes.focus();
    generate(text, type.value.trim());
    $('output').scrollIntoView({ block: 'nearest' }); // On a phone it is below the fold.
  });

  const draft = tab.get(DRAFT);
  if (draft !== null) {
    const { text, businessType } = JSON.parse(draft);
    restore(text, businessType);
  }
  count(); // The browser may have restored a text by itself.
}

/** @param {number} characters how long the server lets notes be */
export function limitTo(characters) {
  limit = characters;
  $('manual-prompt').dispatchEvent(new Event('input'));
}

/** @param {string} text @param {string} businessType */
function fill(text, businessType) {
  $('manual-prompt').value = text;
  $('business-type').value = businessType;
  $('manual-prompt').dispatchEvent(new Event('input'));
}

/** Puts notes back that a reload took away, never over others. @param {string} text @param {string} businessType */
export function restore(text, businessType) {
  if ($('manual-prompt').value === '') fill(text, businessType);
}
