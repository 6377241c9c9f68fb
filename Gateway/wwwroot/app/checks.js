import { $, make, say } from './dom.js';
import { counted, hasWords, number, t } from './i18n.js';
import { mark } from './marks.js';

/** @typedef {import('../promptgen.js').Quality} Quality @typedef {import('../promptgen.js').Fact} Fact */

/** How a prompt was checked against its notes, as the server says; nothing where it says nothing. */
export class Checks {
  /** @type {Fact | undefined} */
  #marked;
  #wish;

  /** @param {(words: string) => void} wish puts words where the user says what should change */
  constructor(wish) {
    this.#wish = wish;
  }

  /**
   * @param {Quality | null | undefined} quality @param {boolean} edited whether the prompt on show is the user's own text of it
   * @param {boolean} [refused] whether the findings are of a text of the model that is not the prompt
   */
  show(quality, edited, refused = false) {
    this.unmark();
    $('checks').hidden = $('badge').hidden = !quality;
    if (!quality) return;
    const { facts = [], facts_found: found, facts_kept: kept, repaired, appended, findings = [], gaps = [] } = quality;
    const lost = found - kept;
    // A fact that is not kept stands in the list below.
    const told = findings.filter(finding => hasWords(`finding.${finding}`) && (refused || finding !== 'missing_fact'));
    const wrong = told.map(finding => t(`finding.${finding}`)).join(t('list.comma'));
    const values = { found: number(found), kept: number(kept) };
    $('checks').toggleAttribute('data-lost', lost > 0);
    $('checks').toggleAttribute('data-none', found === 0);
    say('checks-sum', found === 0 ? t('facts.none') : lost > 0 ? t('facts.some', values) : found === 1 ? t('facts.one') : t('facts.all', values));
    $('badge').hidden = found === 0;
    $('badge').toggleAttribute('data-lost', lost > 0);
    $('badge').textContent = `${lost > 0 ? '!' : '✓'} ${t('facts.badge', values)}`;
    $('checks-how').textContent = [
      edited && found > 0 ? t('facts.edited') : '', repaired ? t('facts.repaired') : '',
      appended > 0 ? t('facts.appended', { facts: counted(appended, 'fact') }) : '',
      wrong === '' ? '' : t(refused ? 'facts.refused' : 'facts.findings', { findings: wrong }),
    ].filter(Boolean).join(' ');
    // What is not kept comes first: that is what there is to do.
    $('facts').replaceChildren(...[...facts].sort((a, b) => Number(a.kept) - Number(b.kept)).map(fact => this.#fact(fact)));
    const known = gaps.filter(gap => hasWords(`gap.${gap}`));
    $('gaps-title').hidden = known.length === 0;
    $('gaps').replaceChildren(...known.map(gap => this.#gap(gap)));
  }

  unmark() {
    this.#marked = undefined;
    mark(undefined);
    say('marked', '');
    for (const button of $('facts').querySelectorAll('[aria-pressed]')) button.setAttribute('aria-pressed', 'false');
  }

  /** @param {Fact} fact */
  #fact(fact) {
    const text = make('bdi', { className: 'text', textContent: fact.text });
    if (['phone', 'email', 'url', 'handle'].includes(fact.kind)) text.dir = 'ltr';
    const button = make('button', { type: 'button', className: 'fact' },
      make('span', { className: 'sign', ariaHidden: 'true', textContent: fact.kept ? '✓' : '✕' }), text,
      make('span', { className: 'sort', textContent: hasWords(`kind.${fact.kind}`) ? t(`kind.${fact.kind}`) : fact.kind }),
      make('span', { className: fact.kept ? 'hidden-words' : 'lost', textContent: t(fact.kept ? 'facts.kept' : 'facts.lost') }));
    button.setAttribute('aria-pressed', 'false');
    button.addEventListener('click', () => this.#mark(fact, button));
    const item = make('li', {}, button);
    item.toggleAttribute('data-lost', !fact.kept);
    if (!fact.kept) item.append(action(t('facts.bring'), t('facts.bringFor', { text: fact.text }), () => this.#wish(t('facts.wish', { text: fact.text }))));
    return item;
  }

  /** @param {Fact} fact @param {HTMLElement} button */
  #mark(fact, button) {
    const again = this.#marked === fact;
    this.unmark();
    if (again) return;
    this.#marked = fact;
    button.setAttribute('aria-pressed', 'true');
    const { inNotes, inPrompt } = mark(fact);
    say('marked', t(inNotes && inPrompt ? 'facts.both' : inNotes ? 'facts.inNotes' : inPrompt ? 'facts.inPrompt' : 'facts.nowhere'));
  }

  /** @param {string} gap */
  #gap(gap) {
    const label = t(`gap.${gap}`);
    return make('li', {}, make('span', { textContent: label }), action(t('gap.add'), t('gap.addFor', { label }), () => {
      const notes = $('manual-prompt');
      notes.value = `${notes.value.replace(/\n*$/, '')}\n${t(`gap.line.${gap}`)}`.trimStart();
      notes.dispatchEvent(new Event('input'));
      notes.focus();
      notes.setSelectionRange(notes.value.length, notes.value.length);
    }));
  }
}

/** @param {string} words @param {string} label @param {() => void} act */
function action(words, label, act) {
  const button = make('button', { type: 'button', className: 'small-action', textContent: words, ariaLabel: label });
  button.addEventListener('click', act);
  return button;
}
