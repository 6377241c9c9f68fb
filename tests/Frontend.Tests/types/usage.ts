// What a frontend in TypeScript writes: all of it has to compile.
import {
  PromptGenError, businessTypes, cancelPrompt, deletePrompt, estimatePrompt, generatePrompt, refinePrompt, watchPrompt,
  type ConnectionOptions, type ConnectionState, type FallbackReason, type GenerateOptions, type Status, type WatchOptions,
} from '../../../Gateway/wwwroot/promptgen.js';

const advice: Record<string, string> = { overloaded: 'Try again in a minute.' };

export async function generate(notes: string, preview: HTMLElement, bar: HTMLProgressElement): Promise<string> {
  const leaving = new AbortController();
  const options: GenerateOptions = {
    token: async refused => refused === undefined ? 'first' : 'second',
    baseUrl: 'https://promptgen.example',
    businessType: 'restaurant',
    timeoutSeconds: 120,
    idempotencyKey: 'order-7',
    signal: leaving.signal,
    cancelOnAbort: true,
    onStart: taskId => sessionStorage.setItem('generation', taskId),
    onProgress: ({ progress, message, queue_position = 0 }) => { bar.value = progress + queue_position; bar.title = message; },
    onText: (text, delta) => { preview.textContent = delta === '' ? '' : text; },
    onConnection: state => { preview.hidden = state.state === 'waiting' && state.retryInMs > 1000 && state.error.transient; },
  };
  try {
    const { prompt, origin, fallback_reason, usage, charge, model } = await generatePrompt(notes, options);
    if (origin === 'fallback') preview.title = advice[fallback_reason ?? ''] ?? 'Without AI';
    if (usage?.estimated) preview.title = `about ${usage.tokens_charged} tokens of ${charge.tokens} by ${model ?? 'nobody'}`;
    return prompt;
  } catch (error) {
    if (!(error instanceof PromptGenError)) throw error;
    const { code, status, retryAfter = 0, body } = error;
    return `${code} ${status} ${retryAfter} ${body?.tokens_remaining} ${error.message}`;
  }
}

export async function reattach(taskId: string, options: WatchOptions, more?: ConnectionOptions): Promise<Status> {
  const { prompt } = await watchPrompt(taskId, options);
  return prompt === '' ? await cancelPrompt(taskId, more) : await cancelPrompt(taskId);
}

export async function improve(taskId: string, notes: string, edited: string): Promise<string> {
  const [first] = await businessTypes({ token: 'good' });
  const { can_start, estimated_tokens: { low, high } } = await estimatePrompt(notes, { businessType: first?.name ?? '', language: 'fa' });
  if (!can_start) return `${low}–${high}`;
  const { prompt, quality, refines } = await refinePrompt(taskId, { feedback: 'warmer', prompt: edited, language: 'fa', onStart: id => id.length });
  if (quality?.facts.some(({ kind, kept }) => kind === 'phone' && !kept)) await deletePrompt(refines ?? taskId);
  return await generatePrompt(notes, { previousPrompt: prompt, feedback: 'shorter' }).then(({ quality }) => quality?.gaps[0] ?? '');
}

export const known: FallbackReason[] = ['not_configured', 'unavailable', 'overloaded', 'rejected', 'blocked', 'incomplete', 'quality', 'interrupted', 'one of tomorrow'];
export const plain: Promise<{ prompt: string; generated_by_ai: boolean }> = generatePrompt('notes');
export const connected: ConnectionState = { state: 'connected' };
export const mine: Error = new PromptGenError('mine', 'Words', { status: 400, body: {}, retryAfter: 1, cause: new Error() });
