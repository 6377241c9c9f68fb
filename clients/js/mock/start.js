import { problem, send } from './answers.js';
import { MockTask } from './task.js';

const MAX_LENGTH = 20_000;

/** A start: refused, the answer of an earlier one with its key, or a new task; `refines` is the task that it works on. */
export function start(server, { headers, text, body = text === '' ? {} : undefined }, response, refines) {
  const key = headers['idempotency-key'];
  const [status, message, error_code] = refusal(headers, body, refines ? { ...body, manual_prompt: refines.notes } : body, key) ?? [];
  if (status) return problem(response, status, message, { error_code });
  const known = server.keys.get(key);
  const request = JSON.stringify([body, refines?.id]);
  if (known && known.request !== request)
    return problem(response, 422, 'This Idempotency-Key was used before with another request', { error_code: 'idempotency_key_reused' });
  const task = known?.task ?? new MockTask(body, refines);
  if (key) server.keys.set(key, { task, request });
  server.tasks.set(task.id, task);
  const status_url = `/api/v1/web-knowledge/generate-prompt-async/status/${task.id}/`;
  const answer = { success: true, task_id: task.id, status: 'queued', message: 'Prompt generation started. Use task_id to check status.', status_url };
  send(response, 202, answer, { Location: status_url, 'Retry-After': '1', ...(known ? { 'Idempotent-Replayed': 'true' } : {}) });
  if (!known) server.onTask(task, body);
}

/** What a generation would take, by the service's rule of thumb. */
export function estimate(server, { headers, text, body = text === '' ? {} : undefined }, response) {
  const [status, message, error_code] = refusal(headers, body, body) ?? [];
  if (status) return problem(response, status, message, { error_code });
  const { account } = server;
  const low = 150 + Math.ceil(body.manual_prompt.length / 4);
  send(response, 200, {
    reserve_tokens: 700, estimated_tokens: { low, high: 3 * low }, tokens_remaining: account.tokens_remaining,
    can_start: account.subscription?.is_active === true && account.tokens_remaining >= 700,
  });
}

/** What is wrong with it, in the service's words: status, message, code. */
function refusal(headers, body, sent, key) {
  if (headers['content-length'] !== '0' && headers['content-type'] && !/^application\/json\b/i.test(headers['content-type']))
    return [415, 'The body has to be JSON, sent with Content-Type: application/json'];
  if (body === undefined) return [400, 'The body is not valid JSON, or nested more than 64 levels deep'];
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return [400, 'The body has to be a JSON object'];
  const { manual_prompt: notes, timeout_seconds: timeout } = sent;
  if (typeof notes !== 'string' || notes.trim() === '') return [400, 'manual_prompt is required'];
  const { length } = [...notes];
  if (length > MAX_LENGTH) return [400, `manual_prompt is ${length} characters long; at most ${MAX_LENGTH} are allowed`, 'prompt_too_long'];
  if (timeout !== undefined && timeout !== null && !(timeout >= 1 && timeout <= 600)) return [400, 'timeout_seconds has to be a number from 1 to 600', 'invalid_timeout_seconds'];
  if (key !== undefined && !/^[!-~]{1,255}$/.test(key))
    return [400, 'Idempotency-Key has to be sent once, with 1 to 255 visible ASCII characters', 'invalid_idempotency_key'];
}
