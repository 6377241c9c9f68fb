import { problem, send } from './answers.js';
import { start } from './start.js';

const LONGEST_WAIT = 30;

/** A page of the tasks, newest first, without the prompts. */
export function list(tasks, { query }, response) {
  const limit = Number(query.get('limit') ?? 20);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) return problem(response, 400, 'limit has to be a whole number from 1 to 100', { error_code: 'invalid_limit' });
  const newestFirst = [...tasks.values()].reverse();
  const cursor = query.get('cursor');
  const from = cursor ? newestFirst.findIndex(({ id }) => id === cursor) + 1 : 0;
  if (cursor && from === 0) return problem(response, 400, 'cursor has to be the next of a page before, as it is', { error_code: 'invalid_cursor' });
  const page = newestFirst.slice(from, from + limit);
  send(response, 200, {
    results: page.map(({ body }) => ({ ...body, prompt: undefined })),
    next: from + limit < newestFirst.length ? page.at(-1).id : null,
  });
}

/** Where it stands, at once or by long poll. */
export async function status(task, { headers, query }, response) {
  const wait = Math.min(Number(query.get('wait') ?? 0), LONGEST_WAIT);
  // A proxy that compresses makes tags weak.
  const known = headers['if-none-match']?.replace(/^W\//, '');
  if (wait > 0 && !task.terminal && (known === undefined || known === task.etag)) await news(task, wait, response, known === undefined);
  const more = { ETag: task.etag, ...(task.terminal ? {} : { 'Retry-After': '1' }) };
  if (known === task.etag) return response.writeHead(304, more).end();
  send(response, 200, task.body, more);
}

/** Waits as long poll does: for a change, or without a tag for the end, or for the time that was asked for. */
async function news(task, seconds, response, untilEnd) {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), seconds * 1000);
  response.on('close', () => over.abort());
  do await task.changed(over.signal); while (untilEnd && !task.terminal && !over.signal.aborted);
  clearTimeout(timer);
}

export function cancel(task, response) {
  if (['completed', 'failed'].includes(task.body.status)) return problem(response, 409, 'The generation has already finished', { error_code: 'already_finished' });
  // Who has read some of the text pays for it.
  const read = Math.ceil(task.read.length / 4);
  const usage = { prompt_tokens: 190, completion_tokens: read, total_tokens: 190 + read, tokens_charged: 190 + read, estimated: true };
  if (!task.terminal) task.cancel(read > 0 ? { usage, charge: { state: 'charged', tokens: usage.tokens_charged } } : {});
  send(response, 200, task.body, { ETag: task.etag });
}

export function events(task, { headers }, response) {
  // Who has seen the end already is told so, at which an EventSource stops.
  if (task.terminal && headers['last-event-id'] === task.log.at(-1).id) return response.writeHead(204).end();
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store, no-transform', 'Content-Encoding': 'identity', 'X-Accel-Buffering': 'no' }).flushHeaders();
  task.follow(response, headers['last-event-id']);
}

const unfinished = response => problem(response, 409, 'The generation has not finished yet', { error_code: 'not_finished' });

/** A start that works on what a finished one had. */
export function refine(server, task, request, response) {
  return task.terminal ? start(server, request, response, task) : unfinished(response);
}

export function remove(tasks, task, response) {
  if (!task.terminal) return unfinished(response);
  tasks.delete(task.id);
  response.writeHead(204).end();
}
