import { counted, number } from './dom.js';

/**
 * What went wrong in a headline, what to do about it, and whether trying the same again makes sense.
 * @typedef {{ title: string, advice: string, again?: boolean, calm?: boolean }} Advice
 */

/** @type {Record<string, (error: import('../promptgen.js').PromptGenError) => Advice>} */
const BY_CODE = {
  no_subscription: () => ({ title: 'No subscription yet', advice: 'This account has no subscription. Start one with whoever runs this service, then try again.', again: true }),
  subscription_deactivated: () => ({ title: 'Subscription switched off', advice: 'The subscription of this account was deactivated. Ask whoever runs this service to switch it on again.', again: true }),
  subscription_expired: () => ({ title: 'Subscription expired', advice: 'Renew the subscription, then try again. Your notes stay here.', again: true }),
  no_tokens_remaining: () => ({ title: 'No tokens left', advice: 'Top up the tokens of this account, then try again. Your notes stay here.', again: true }),
  insufficient_tokens: ({ message }) => ({
    title: 'Not enough tokens',
    advice: `${sentence(message)} Generations that still run hold tokens until they end. Wait for them or top up, then try again.`,
    again: true,
  }),
  prompt_too_long: ({ message }) => ({ title: 'The notes are too long', advice: `${sentence(message)} Shorten them and generate again.` }),
  too_large: () => ({ title: 'The notes are too long', advice: 'The server does not accept that much text. Shorten it and generate again.' }),
  cancelled: ({ body }) => ({ title: 'Cancelled', advice: `The generation was stopped before it was finished.${paid(body)}`, again: true, calm: true }),
  deadline_exceeded: ({ body }) => ({ title: 'It took too long', advice: `The generation was stopped when its time was up.${paid(body)} Try again.`, again: true }),
  not_started: () => ({ title: 'Stopped', advice: 'You stopped before the server had confirmed the start.', again: true, calm: true }),
  not_found: () => ({ title: 'No longer on the server', advice: 'The server keeps a generation for ten minutes after its last change, and this one is gone. Generate it again from your notes.', again: true }),
  unauthorized: () => ({ title: 'A valid token is needed', advice: 'The token is missing, wrong or expired. Enter a new one and try again.', again: true }),
  invalid_token: () => ({ title: 'A valid token is needed', advice: 'The token holds a line break or an invisible character. Copy it again and enter it.', again: true }),
  rate_limited: () => ({ title: 'Too many starts', advice: 'You have started more prompts than this server takes in a short time. Wait a minute, then try again.', again: true, calm: true }),
  too_many_tasks: () => ({ title: 'Too many at once', advice: 'Too many of your prompts are waiting or being written. Let some of them finish, then try again.', again: true, calm: true }),
  forbidden: () => ({ title: 'Not allowed', advice: 'This token may not generate prompts. Use another one.', again: true }),
};

/** @param {import('../promptgen.js').PromptGenError} error @returns {Advice} */
export function advise(error) {
  return BY_CODE[error.code]?.(error) ?? { title: 'That did not work', advice: `${sentence(error.message)} Try again; your notes stay here.`, again: true };
}

/** What is going on while the server does not answer. @param {{ error: import('../promptgen.js').PromptGenError, retryInMs: number }} state */
export function waiting({ error, retryInMs }) {
  const when = `Going on in ${counted(Math.ceil(retryInMs / 1000), 'second')}…`;
  if (error.code === 'too_many_tasks') return `Too many of your prompts are in progress. ${when}`;
  if (error.status === 429) return `Too many requests. ${when}`;
  return error.status === 0 ? 'Connection lost. Trying again…' : 'The server is busy. Trying again…';
}

/**
 * Why there was no AI and what to do about it. `again`: trying again may help.
 * @type {Record<string, { why: string, help: string, again?: boolean }>}
 */
const WITHOUT_AI = {
  not_configured: { why: 'No AI is connected to this server.', help: 'Whoever runs the server has to set a key for one.' },
  unavailable: { why: 'The AI could not be reached.', help: 'Try again in a few minutes.', again: true },
  overloaded: { why: 'The AI is overloaded just now.', help: 'Try again in a minute or two.', again: true },
  rejected: { why: 'The AI refused this server, so trying again will not help.', help: 'Tell whoever runs the server: its log says what to set.' },
  blocked: { why: 'The AI’s safety filter stopped the answer.', help: 'Leave out what it may have objected to, then generate again.' },
  incomplete: { why: 'The AI’s answer was not whole.', help: 'Try again; if it stays so, shorten the notes.', again: true },
  quality: { why: 'What the AI wrote did not keep to the facts of your notes.', help: 'Try again.', again: true },
  interrupted: { why: 'The server was interrupted too often while this was written.', help: 'Try again.', again: true },
};
const UNKNOWN = { why: 'The AI could not be used.', help: 'Try again later for a written prompt.', again: true };
const INSTEAD = 'This is the template for your business, where there is one, with your notes below it.';

/** Whether a prompt is a makeshift. @param {import('../promptgen.js').Status} status */
export const isWithoutAI = ({ origin, generated_by_ai }) => origin === 'fallback' || generated_by_ai === false && origin !== 'demo';

/**
 * What has to be said about a finished prompt.
 * @param {import('../promptgen.js').Status} status @returns {{ words: string, again?: boolean, calm?: boolean } | undefined}
 */
export function remark(status) {
  if (status.origin === 'demo') return { words: 'Demo: no AI was asked. These are your own notes, arranged under headings.', calm: true };
  if (!isWithoutAI(status)) return undefined;
  const reason = status.fallback_reason ?? '';
  const { why, help, again } = Object.hasOwn(WITHOUT_AI, reason) ? WITHOUT_AI[reason] : UNKNOWN;
  return { words: `${why} ${INSTEAD} ${help}`, again };
}

/** What a generation cost. @param {import('../promptgen.js').Status} status @param {{ tokens_remaining: number }} [account] */
export function cost({ status, charge, origin, usage }, account) {
  const isTerminal = status !== 'queued' && status !== 'processing';
  const words = [];
  if (charge?.state === 'charged' && charge.tokens > 0) words.push(`${counted(charge.tokens, 'token')} used${usage?.estimated ? ' (estimated)' : ''}`);
  else if (charge?.state === 'reserved') return `${counted(charge.tokens, 'token')} held until it is done`;
  else if (charge && isTerminal) words.push('Nothing was charged');
  if (origin === 'cache') words.push('from the cache');
  if (account) words.push(`${number(account.tokens_remaining)} left`);
  return words.join(' · ');
}

/** What was charged for a generation without a prompt. @param {import('../promptgen.js').Status | undefined} body */
const paid = body => body?.charge?.state === 'charged' && body.charge.tokens > 0
  ? ` What had been written by then cost ${counted(body.charge.tokens, 'token')}.` : '';

/** @param {string} text */
const sentence = text => /[.!?…]$/.test(text) ? text : `${text}.`;
