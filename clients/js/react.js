import { useEffect, useRef, useState } from 'react';
import { generatePrompt } from './promptgen.js';

/** @type {typeof import('./react.js').usePrompt} */
export function usePrompt(token, options = {}) {
  const [state, setState] = useState(/** @type {import('./react.js').PromptState} */ ({ phase: 'idle', progress: 0, message: '', text: '' }));
  const running = useRef(/** @type {AbortController | null} */ (null));

  useEffect(() => () => running.current?.abort(), []); // Unmounted: nobody watches any more.

  /** @param {string} notes @param {string} [businessType] */
  async function generate(notes, businessType) {
    running.current?.abort();
    const { signal } = running.current = new AbortController();
    /** @param {Partial<import('./react.js').PromptState>} change */
    const update = change => {
      if (!signal.aborted) setState(state => ({ ...state, ...change }));
    };
    update({ phase: 'busy', progress: 0, message: '', text: '', result: undefined, error: undefined });
    try {
      const result = await generatePrompt(notes, {
        cancelOnAbort: true,
        ...options,
        token, businessType, signal,
        onProgress: ({ progress, message }) => update({ progress, message }),
        onText: text => update({ text }),
      });
      update({ phase: 'done', text: result.prompt, result });
    } catch (error) {
      update({ phase: 'failed', error }); // Does nothing after an abort.
    }
  }

  function cancel() {
    running.current?.abort();
    setState(state => ({ ...state, phase: 'idle' }));
  }

  return { ...state, generate, cancel };
}
