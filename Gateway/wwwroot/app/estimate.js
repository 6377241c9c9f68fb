import { PromptGenError, estimatePrompt } from '../promptgen.js';
import { $ } from './dom.js';
import { number, onLanguage, t } from './i18n.js';

const AFTER_MS = 700;
const WITHIN_MS = 5000;

/**
 * Says before it is started what a generation would take, once the user stops typing for a moment. Where the server does not say, nothing is said.
 * @param {import('./session.js').Session} session @returns {(text: string, more: { businessType: string, language: string }) => void} takes the notes as they are
 */
export function estimating(session) {
  let abort = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {import('../promptgen.js').Estimate | undefined} */
  let latest;
  const draw = () => { $('estimate').textContent = latest ? words(latest) : ''; };
  onLanguage(draw);

  return (text, more) => {
    abort.abort();
    clearTimeout(timer);
    if (text.trim() === '') {
      latest = undefined;
      return draw();
    }
    timer = setTimeout(async () => {
      const mine = abort = new AbortController();
      const late = setTimeout(() => mine.abort(), WITHIN_MS);
      const estimate = await estimatePrompt(text, { ...more, token: session.knownToken, signal: mine.signal }).catch(unlessItCannot);
      clearTimeout(late);
      if (abort !== mine) return;
      latest = estimate;
      draw();
    }, AFTER_MS);
  };
}

/** @param {import('../promptgen.js').Estimate} estimate */
function words({ reserve_tokens, estimated_tokens: { low, high }, tokens_remaining, can_start }) {
  if (can_start) return t('estimate.about', { low: number(low), high: number(high) });
  return tokens_remaining < reserve_tokens ? t('estimate.short', { reserve: number(reserve_tokens), left: number(tokens_remaining) }) : t('estimate.closed');
}

/** Refused or given up: what is wrong, a start tells. @param {unknown} error */
function unlessItCannot(error) {
  if (!(error instanceof PromptGenError || error instanceof DOMException)) throw error;
  return undefined;
}
