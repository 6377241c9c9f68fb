// The contract as users of openapi-typescript write it, with the client of the same authors: address, token, notes that are written about, notes that the model is silent about.
import createClient from 'openapi-fetch';
import type { components, paths } from './obj/api.js';

declare const process: { argv: string[] };
const [baseUrl, token, written, silent] = process.argv.slice(2) as [string, string, string, string];
const api = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${token}` } });

const GENERATIONS = '/api/v1/web-knowledge/generate-prompt-async';
const STATUS = `${GENERATIONS}/status/{taskId}` as const;
const CANCEL = `${GENERATIONS}/{taskId}/cancel` as const;
const EVENTS = `${GENERATIONS}/{taskId}/events` as const;
const task = (taskId: string) => ({ path: { taskId } });
const answer = <T>({ data }: { data?: T }): T => data ?? fail('There was no answer.');
const refusal = <T>({ error }: { error?: T }): T => error ?? fail('There was no error.');
function fail(why: string): never {
  throw new Error(why);
}

const body = { manual_prompt: written, metadata: { order: '1042' } };
const start = await api.POST(GENERATIONS, { params: { header: { 'Idempotency-Key': 'typescript' } }, body });
const started: components['schemas']['StartedBody'] = answer(start);
console.log(`start: ${start.response.status} ${started.status}, follow ${start.response.headers.get('Location') === started.status_url}`);
const again = answer(await api.POST(GENERATIONS, { params: { header: { 'Idempotency-Key': 'typescript' } }, body }));
console.log(`again: ${again.task_id === started.task_id}`);

const ended = answer(await api.GET(STATUS, { params: { ...task(started.task_id), query: { wait: 30 } } }));
console.log(`end: ${ended.status} ${ended.progress} ${ended.origin} ${ended.model} ${ended.usage?.tokens_charged === ended.charge.tokens} ${ended.charge.state} ${ended.metadata?.order}: ${ended.prompt}`);
const events: string = answer(await api.GET(EVENTS, { params: task(started.task_id), parseAs: 'text' }));
console.log(`events: ${events.includes('event: completed\n')}`);
const list = answer(await api.GET(GENERATIONS, { params: { query: { limit: 5 } } }));
console.log(`list: ${list.results.length === 1 && list.results[0]?.task_id === ended.task_id} ${list.results[0]?.prompt ?? 'no prompt'} ${list.next ?? 'no more'}`);

const blank = await api.POST(GENERATIONS, { body: { manual_prompt: ' ' } });
console.log(`blank: ${blank.response.status} ${refusal(blank).message}`);
const tooLong = await api.POST(GENERATIONS, { body: { manual_prompt: 'x'.repeat(20_001) } });
console.log(`too long: ${tooLong.response.status} ${refusal(tooLong).error_code}`);
const unknown = await api.GET(STATUS, { params: task('00000000-0000-0000-0000-000000000000') });
console.log(`unknown: ${unknown.response.status} ${refusal(unknown).status}`);

const other = answer(await api.POST(GENERATIONS, { body: { manual_prompt: silent } }));
const cancelled = answer(await api.POST(CANCEL, { params: task(other.task_id) }));
console.log(`cancel: ${cancelled.status} ${cancelled.prompt ?? 'no prompt'}`);
const late = await api.POST(CANCEL, { params: task(ended.task_id) });
const tooLate = refusal(late);
console.log(`too late: ${late.response.status} ${'error_code' in tooLate && tooLate.error_code}`);
