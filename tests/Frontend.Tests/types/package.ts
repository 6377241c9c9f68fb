// What a project writes that has the package: all of it has to compile.
import { generatePrompt, type PromptGenError } from 'promptgen';
import { MockServer, MockTask, problem, refuse, type Fault } from 'promptgen/mock';
import { usePrompt, type PromptOptions, type PromptState } from 'promptgen/react';

export function Notes(token: () => Promise<string>, more: PromptOptions): PromptState['phase'] {
  const { phase, progress, text, result, error, generate, cancel } = usePrompt(token, { baseUrl: 'https://promptgen.example', cancelOnAbort: false, ...more });
  if (phase === 'idle') void generate('Cafe Aurora', 'restaurant').then(() => progress);
  if (phase === 'failed') throw error as PromptGenError;
  if (result?.origin === 'fallback' && text !== result.prompt) cancel();
  return phase;
}

export async function busy(): Promise<string> {
  const server = await new MockServer().listen();
  const late: Fault = (request, response) => problem(response, 503, `Not ${request.path}`, { error_code: 'busy', headers: { 'Retry-After': '1' } });
  server.fault(/^POST/, late, 2);
  server.fault(/events/, (_, response) => response.destroy());
  server.fault(/status/, null);
  server.fault(/^POST/, refuse('too_many_tasks', { retryAfter: 5 }));
  server.onTask = (task, start) => {
    task.step(30);
    task.write(start.manual_prompt);
    task.complete({ model: 'other', charge: { state: 'charged', tokens: 7 }, usage: { estimated: true } });
  };
  const { prompt } = await generatePrompt('Cafe Aurora', { baseUrl: server.url, token: server.token });
  const { headers } = await server.served('GET', /events/);
  new MockTask({ metadata: { order: '7' } }).fail('insufficient_tokens', { tokens_remaining: server.count('POST', /cancel/) });
  await server.close();
  return `${prompt} ${headers.authorization} ${server.task?.body.status}`;
}

// @ts-expect-error: there is no such step.
new MockTask().step(40);
// @ts-expect-error: there is no such refusal.
refuse('tired');
// @ts-expect-error: the hook makes the signal itself.
usePrompt('token', { signal: new AbortController().signal });
// @ts-expect-error: the package has nothing else.
import type { Exchange } from 'promptgen/promptgen/connection.js';
// @ts-expect-error: nor has the module.
import type { Connection } from 'promptgen';
