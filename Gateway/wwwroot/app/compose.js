import { confirmed } from './confirm.js';
import { $, make } from './dom.js';
import { EXAMPLES } from './example.js';
import { currentLanguage, number, onLanguage, t } from './i18n.js';
import { browser, tab } from './kept.js';

/** Of the notes as they stand in the form: this tab's, else those that were written last. */
const DRAFT = 'promptgen.draft';
/** What nobody sees: the server takes it for blank too. */
const INVISIBLE = /^[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u;
/** Languages to choose a prompt's from. */
const LANGUAGES = ['en', 'fa', 'ar', 'de', 'es', 'fr', 'hi', 'it', 'ja', 'ko', 'pt', 'ru', 'tr', 'uk', 'ur', 'zh'];

let limit = 20_000;
let recount = () => {};

/**
 * The form: notes with their count, business type, language, Generate.
 * @param {(wanted: import('./starting.js').Wanted) => void} generate
 * @param {(text: string, more: { businessType: string, language: string }) => void} changed told of every change
 */
export function compose(generate, changed) {
  const [notes, type, language, wrong] = ['manual-prompt', 'business-type', 'language', 'compose-error'].map($);

  const count = () => {
    const characters = lengthOf(notes.value);
    const over = characters - limit;
    $('count').textContent = over > 0 ? t('count.over', { over: number(over), limit: number(limit) }) : t('count.of', { count: number(characters), limit: number(limit) });
    $('count').toggleAttribute('data-over', over > 0);
    $('clear-notes').hidden = notes.value === '';
    complain('');
  };

  /** @param {string} words */
  const complain = words => {
    wrong.textContent = words;
    notes.setAttribute('aria-invalid', `${words !== ''}`);
  };

  const keep = () => {
    const draft = { text: notes.value, businessType: type.value, language: language.value };
    for (const storage of [tab, browser]) storage.set(DRAFT, JSON.stringify(draft));
    changed(draft.text, draft);
  };

  notes.addEventListener('input', () => {
    count();
    keep();
  });
  notes.addEventListener('scroll', () => { $('notes-behind').scrollTop = notes.scrollTop; });
  for (const field of [type, language]) field.addEventListener('input', keep);
  notes.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) $('compose').requestSubmit();
  });

  $('clear-notes').addEventListener('click', async () => {
    if (!await confirmed(t('notes.ask'), t('notes.why'), t('notes.yes'), t('example.no'))) return;
    fill('', '');
    for (const storage of [tab, browser]) storage.remove(DRAFT);
    notes.focus();
  });

  $('example').addEventListener('click', async () => {
    const isOwn = !INVISIBLE.test(notes.value) && !Object.values(EXAMPLES).some(({ text }) => text === notes.value);
    if (isOwn && !await confirmed(t('example.ask'), t('example.why'), t('example.yes'), t('example.no'))) return;
    const example = EXAMPLES[currentLanguage()];
    fill(example.text, example.type);
    notes.focus();
    notes.setSelectionRange(0, 0);
    notes.scrollTop = 0;
  });

  $('compose').addEventListener('submit', (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if ($('generate').ariaDisabled === 'true') return;
    const text = notes.value;
    complain(INVISIBLE.test(text) ? t('complain.blank') : lengthOf(text) > limit ? t('complain.long') : '');
    if (wrong.textContent !== '') return notes.focus();
    generate({ text, businessType: type.value.trim(), language: language.value || undefined });
    $('output').scrollIntoView({ block: 'nearest' }); // On a phone it is below the fold.
  });

  const draw = () => {
    const chosen = language.value;
    const names = new Intl.DisplayNames([currentLanguage()], { type: 'language' });
    const options = LANGUAGES.map(tag => make('option', { value: tag, textContent: names.of(tag) ?? tag }));
    language.replaceChildren(language.options[0], ...options.sort((a, b) => a.text.localeCompare(b.text, currentLanguage())));
    language.value = chosen;
    count();
  };
  onLanguage(draw);
  draw();
  recount = count;

  const draft = tab.get(DRAFT) ?? browser.get(DRAFT);
  if (draft !== null) {
    const { text, businessType, language: tag = '' } = JSON.parse(draft);
    restore(text, businessType, tag);
  }
  count(); // The browser may have restored a text by itself.
}

/** A sign outside of the first 65,536 is one, as the server counts. @param {string} text */
const lengthOf = text => text.length - (text.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)?.length ?? 0);

/** @param {number} characters how long the server lets notes be */
export function limitTo(characters) {
  limit = characters;
  recount();
}

/** @param {string} text @param {string} businessType @param {string} [language] */
function fill(text, businessType, language = '') {
  $('manual-prompt').value = text;
  $('business-type').value = businessType;
  $('language').value = language;
  for (const id of ['business-type', 'manual-prompt']) $(id).dispatchEvent(new Event('input'));
}

/** Puts notes back that a reload took away, never over others. @param {string} text @param {string} businessType @param {string} [language] */
export function restore(text, businessType, language) {
  if ($('manual-prompt').value === '') fill(text, businessType, language);
}
