import { PromptGenError, businessTypes } from '../promptgen.js';
import { $, make } from './dom.js';
import { onLanguage, t } from './i18n.js';

/** Offers the server's templates to choose from, and says which one the word in the form stands for. @param {import('./session.js').Session} session */
export async function templates(session) {
  const field = $('business-type');
  /** @type {import('../promptgen.js').BusinessType[]} */
  let known = [];

  const load = async () => {
    if (known.length > 0) return;
    known = await businessTypes({ token: session.knownToken }).catch(unlessRefused);
    $('business-types').replaceChildren(...known.map(({ name }) => make('option', { value: name })));
    draw();
  };
  const draw = () => {
    const word = fold(field.value);
    const type = known.find(({ name, aliases }) => [name, ...aliases].some(other => fold(other) === word));
    $('type-note').hidden = word === '' || known.length === 0;
    $('type-note').textContent = type ? t('type.template', { name: type.name }) : t('type.word');
    const texts = type?.templates ?? [];
    $('template').hidden = texts.length === 0;
    $('template-text').replaceChildren(...texts.map(({ prompt }) => make('p', { dir: 'auto', textContent: prompt })));
  };
  field.addEventListener('input', draw);
  // Before somebody has signed in there is no list.
  field.addEventListener('focus', load);
  onLanguage(draw);
  await load();
}

/** @param {string} word */
const fold = word => word.trim().toLowerCase().replaceAll('ي', 'ی').replaceAll('ك', 'ک');

/** Without a list the field takes any word all the same. @param {unknown} error @returns {import('../promptgen.js').BusinessType[]} */
function unlessRefused(error) {
  if (!(error instanceof PromptGenError)) throw error;
  return [];
}
