import { counted, hasWords, number, t } from './i18n.js';

/**
 * What went wrong in a headline, what to do about it, and whether trying the same again makes sense.
 * @typedef {{ title: string, advice: string, again?: boolean, calm?: boolean }} Advice
 */

/** Trying the same again does not help. */
const FINAL = new Set(['prompt_too_long', 'too_large']);
/** Nothing is wrong: somebody wanted it so, or it passes by itself. */
const CALM = new Set(['cancelled', 'not_started', 'rate_limited', 'too_many_tasks']);

/** @param {import('../promptgen.js').PromptGenError} error @returns {Advice} */
export function advise({ code, message, body }) {
  const known = hasWords(`${code}.advice`) ? code : 'unknown';
  const values = { message: sentence(message), paid: paid(body), remaining: counted(body?.tokens_remaining ?? 0, 'token') };
  return { title: t(`${known}.title`), advice: t(`${known}.advice`, values), again: !FINAL.has(code), calm: CALM.has(code) };
}

/** What is going on while the server does not answer. @param {{ error: import('../promptgen.js').PromptGenError, retryInMs: number }} state */
export function waiting({ error, retryInMs }) {
  const when = t('wait.when', { seconds: counted(Math.ceil(retryInMs / 1000), 'second') });
  if (error.code === 'too_many_tasks') return t('wait.tooMany', { when });
  if (error.status === 429) return t('wait.rate', { when });
  return t(error.status === 0 ? 'wait.lost' : 'wait.busy');
}

/** Without AI for one of these reasons, trying again does not help. */
const HOPELESS = new Set(['not_configured', 'rejected', 'blocked']);

/** Whether a prompt is a makeshift. @param {import('../promptgen.js').Status} status */
export const isWithoutAI = ({ origin, generated_by_ai }) => origin === 'fallback' || generated_by_ai === false && origin !== 'demo';

/**
 * What has to be said about a finished prompt.
 * @param {import('../promptgen.js').Status} status @param {boolean} [refined] whether it was to work on an earlier one
 * @returns {{ words: string, again?: boolean, calm?: boolean } | undefined}
 */
export function remark(status, refined = status.refines !== undefined) {
  if (status.origin === 'demo') return { words: t('noAi.demo'), calm: true };
  if (!isWithoutAI(status)) return undefined;
  const reason = `without.${status.fallback_reason}`;
  return { words: t(hasWords(reason) ? reason : 'noAi.unknown', { instead: t(refined ? 'noAi.before' : 'noAi.instead') }), again: !HOPELESS.has(status.fallback_reason ?? '') };
}

/** What a generation cost. @param {import('../promptgen.js').Status} status @param {{ tokens_remaining: number }} [account] */
export function cost({ status, charge, origin, usage }, account) {
  const isTerminal = status !== 'queued' && status !== 'processing';
  const words = [];
  if (charge?.state === 'charged' && charge.tokens > 0) words.push(t(usage?.estimated ? 'cost.estimated' : 'cost.used', { tokens: counted(charge.tokens, 'token') }));
  else if (charge?.state === 'reserved') return t('cost.held', { tokens: counted(charge.tokens, 'token') });
  else if (charge && isTerminal) words.push(t('cost.none'));
  if (origin === 'cache') words.push(t('cost.cache'));
  if (account) words.push(t('cost.left', { left: number(account.tokens_remaining) }));
  return words.join(' · ');
}

/** What was charged for a generation without a prompt. @param {import('../promptgen.js').Status | undefined} body */
const paid = body => body?.charge?.state === 'charged' && body.charge.tokens > 0
  ? t('advice.paid', { tokens: counted(body.charge.tokens, 'token') }) : '';

/** @param {string} text */
const sentence = text => /[.!?…]$/.test(text) ? text : `${text}.`;
