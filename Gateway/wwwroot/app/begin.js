import { PromptGenError, generatePrompt, refinePrompt } from '../promptgen.js';

/** @typedef {import('./starting.js').Start} Start @typedef {import('../promptgen.js').StartOptions} StartOptions */

/**
 * Starts what a start says: from notes, or from a prompt and what should change about it. What the server no longer keeps is refined from the texts
 * that this browser has.
 * @param {Start} start @param {StartOptions} options
 */
export async function begin(start, options) {
  const { text, businessType, language, refines, feedback, before, own, idempotencyKey } = start;
  const more = { ...options, language, feedback, idempotencyKey };
  if (refines === undefined) return await generatePrompt(text, { ...more, businessType });
  let accepted = false;
  try {
    const onStart = (/** @type {string} */ id) => {
      accepted = true;
      options.onStart?.(id);
    };
    return await refinePrompt(refines, { ...more, onStart, prompt: own ? before : undefined });
  } catch (error) {
    const isForgotten = error instanceof PromptGenError && error.body?.status === 'not_found' && !accepted;
    if (!isForgotten || text === '') throw error;
    return await generatePrompt(text, { ...more, businessType, previousPrompt: before });
  }
}
