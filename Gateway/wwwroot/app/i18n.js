import { en } from './words/en.js';
import { enAdvice } from './words/en.advice.js';
import { fa } from './words/fa.js';
import { faAdvice } from './words/fa.advice.js';
import { faPage } from './words/fa.page.js';
import { browser } from './kept.js';

const KEY = 'promptgen.language';

/** @typedef {Record<string, string | string[]>} Words */
/** @type {Record<'en' | 'fa', { words: Words, dir: 'ltr' | 'rtl', numbers: string, times: string }>} */
const LANGUAGES = {
  en: { words: { ...en, ...enAdvice }, dir: 'ltr', numbers: 'en', times: 'en-GB' },
  fa: { words: { ...fa, ...faAdvice, ...faPage }, dir: 'rtl', numbers: 'fa', times: 'fa-IR' },
};

/** @param {string | null | undefined} tag @returns {'en' | 'fa' | undefined} */
const known = tag => tag && Object.hasOwn(LANGUAGES, tag) ? /** @type {'en' | 'fa'} */ (tag) : undefined;

/** The language of the page: chosen here, else the first of the browser's that there is. @type {'en' | 'fa'} */
let language = known(browser.get(KEY)) ?? (globalThis.navigator?.languages ?? []).map(tag => known(tag.split('-')[0])).find(Boolean) ?? 'en';
/** @type {(() => void)[]} */
const redraw = [];
/** What index.html says, in English. @type {Map<string, string>} */
const written = new Map();

export const currentLanguage = () => language;

/** Draws again what is not of index.html whenever the language changes. @param {() => void} draw */
export const onLanguage = draw => { redraw.push(draw); };

/** @param {string} tag */
export function speak(tag) {
  language = known(tag) ?? language;
  browser.set(KEY, language);
  applyLanguage();
  for (const draw of redraw) draw();
}

/**
 * The words by a key, with the values put in.
 * @param {string} key @param {Record<string, string>} [values]
 */
export function t(key, values = {}) {
  const words = LANGUAGES[language].words[key];
  if (typeof words !== 'string') throw new RangeError(`There are no words for ${key}.`);
  return words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** Whether there are words for it. @param {string} key */
export const hasWords = key => Object.hasOwn(LANGUAGES[language].words, key);

/** What the server says, in the page's language where that is known. @param {string} words */
export const heard = words => hasWords(`server.${words}`) ? t(`server.${words}`) : words;

/** @param {number} value @param {Intl.NumberFormatOptions} [how] */
export const number = (value, how) => new Intl.NumberFormat(LANGUAGES[language].numbers, how).format(value);

/** @param {number} count @param {string} noun */
export const counted = (count, noun) => `${number(count)} ${LANGUAGES[language].words[noun][count === 1 ? 0 : 1]}`;

/** The time, and the day where that is not today. @param {string} iso */
export function time(iso) {
  const at = new Date(iso);
  /** @param {Intl.DateTimeFormatOptions} how */
  const formatted = how => new Intl.DateTimeFormat(LANGUAGES[language].times, how).format(at);
  const clock = formatted({ hour: '2-digit', minute: '2-digit' });
  return at.toDateString() === new Date().toDateString() ? clock : `${formatted({ day: 'numeric', month: 'short' })}${language === 'fa' ? '،' : ','} ${clock}`;
}

/** How long something took. @param {number} ms */
export function duration(ms) {
  const seconds = ms / 1000;
  if (seconds < 10) return t('state.seconds', { seconds: number(Math.max(0, seconds), { minimumFractionDigits: 1, maximumFractionDigits: 1 }) });
  const whole = Math.round(seconds);
  if (whole < 60) return t('state.seconds', { seconds: number(whole) });
  return t('state.minutes', { minutes: number(Math.floor(whole / 60)), seconds: number(whole % 60) });
}

/** Puts the words of the language into index.html: `data-t` names those of an element, `data-t-NAME` those of its attribute NAME. */
export function applyLanguage() {
  document.documentElement.lang = language;
  document.documentElement.dir = LANGUAGES[language].dir;
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of [...element.attributes]) {
      if (!name.startsWith('data-t')) continue;
      const attribute = name.slice('data-t-'.length);
      if (!written.has(value)) written.set(value, attribute ? element.getAttribute(attribute) ?? '' : element.textContent ?? '');
      const words = hasWords(value) ? t(value) : written.get(value) ?? '';
      if (attribute) element.setAttribute(attribute, words);
      else element.textContent = words;
    }
  }
}
