/** The types of react.js. */
import type { CompletedStatus, GenerateOptions } from './promptgen.js';

export interface PromptState {
  phase: 'idle' | 'busy' | 'done' | 'failed';
  /** Percent. */
  progress: number;
  /** The step in words. */
  message: string;
  /** The prompt: as it is written, and once it is done. */
  text: string;
  /** Once it is done. */
  result?: CompletedStatus;
  /** Why there is no prompt: a `PromptGenError`, or what the token function threw. */
  error?: unknown;
}

/** What the hook sets itself is left out. Without `cancelOnAbort: false` a generation is cancelled with its component. */
export type PromptOptions = Omit<GenerateOptions, 'token' | 'businessType' | 'signal' | 'onProgress' | 'onText'>;

/** A React hook for one generation at a time: a new one, `cancel` and the end of the component end the one before. */
export function usePrompt(token: GenerateOptions['token'], options?: PromptOptions): PromptState & {
  /** Resolves when it is over, however it ended: `phase` says how. */
  generate(notes: string, businessType?: string): Promise<void>;
  cancel(): void;
};
