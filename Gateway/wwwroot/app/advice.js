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
  cancelled: () => ({ title: 'Cancelled', advice: 'The generation was stopped before it was finished.', again: true, calm: true }),
  deadline_exceeded: () => ({ title: 'It took too long', advice: 'The generation was stopped when its time was up. Try again.', again: true }),
  not_started: () => ({ title: 'Stopped', advice: 'You stopped before the server had confirmed the start.', again: true, calm: true }),
  not_found: () => ({ title: 'No longer on the server', advice: 'The server keeps a generation for ten minutes after its last change, and this one is gone. Generate it again from your notes.' }),
  unauthorized: () => ({ title: 'A valid token is needed', advice: 'The token is missing, wrong or expired. Enter a new one and try again.', again: true }),
  forbidden: () => ({ title: 'Not allowed', advice: 'This token may not generate prompts. Use another one.', again: true }),
};

/** @param {import('../promptgen.js').PromptGenError} error @returns {Advice} */
export function advise(error) {
  return BY_CODE[error.code]?.(error) ?? { title: 'That did not work', advice: `${sentence(error.message)} Try again; your notes stay here.`, again: true };
}

/** What is going on while the server does not answer. @param {{ error: import('../promptgen.js').PromptGenError, retryInMs: number }} state */
export function waiting({ error, retryInMs }) {
  if (error.code === 'rate_limited') return `Too many requests. Going on in ${counted(Math.ceil(retryInMs / 1000), 'second')}…`;
  return error.status === 0 ? 'Connection lost. Trying again…' : 'The server is busy. Trying again…';
}

/** What a prompt made without the AI is worth. */
export const WITHOUT_AI = 'The AI could not be used. This is the template for your business, where there is one, with your notes below it. Try again later for a written prompt.';

/** What a generation cost. @param {import('../promptgen.js').Status} status @param {{ tokens_remaining: number }} [account] */
export function cost({ status, charge, origin }, account) {
  const isTerminal = status !== 'queued' && status !== 'processing';
  const words = [];
  if (charge?.state === 'charged' && charge.tokens > 0) words.push(`${counted(charge.tokens, 'token')} used`);
  else if (charge?.state === 'reserved') return `${counted(charge.tokens, 'token')} held until it is done`;
  else if (charge && isTerminal) words.push('Nothing was charged');
  if (origin === 'cache') words.push('from the cache');
  if (account) words.push(`${number(account.tokens_remaining)} left`);
  return words.join(' · ');
}

/** @param {string} text */
const sentence = text => /[.!?…]$/.test(text) ? text : `${text}.`;
