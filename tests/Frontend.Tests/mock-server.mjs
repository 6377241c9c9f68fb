import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MockTask } from './mock-task.mjs';

const WWWROOT = fileURLToPath(new URL('../../Gateway/wwwroot/', import.meta.url));
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml' };
const SECURITY = {
  'Content-Security-Policy': "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer',
};
const GENERATION = /^\/api\/v1\/web-knowledge\/generate-prompt-async\/(?:(status)\/([^/]+)|([^/]+)\/(cancel|events))?\/?$/;

/** The contract of the HTTP API on a port of this machine, with generations that a test moves by hand and faults on demand. */
export class MockServer {
  /** Every request so far: method, path, query, headers. */
  requests = [];
  tasks = new Map();
  /** Called with each new task and its start body; the page's demonstration plays a scenario here. */
  onTask = () => {};
  development = true;
  model = 'gemini';
  token = 'good';
  account = { user_id: 'developer', tokens_remaining: 9388, tokens_reserved: 0, subscription: { is_active: true, end_date: '2031-01-01T00:00:00Z' }, days_remaining: 14 };
  #keys = new Map();
  #faults = [];
  #expected = [];
  #http = createServer((request, response) => this.#answer(request, response));

  /** @param {number} port 0 for a free one */
  async listen(port = 0) {
    await new Promise(resolve => this.#http.listen(port, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${this.#http.address().port}`;
    return this;
  }

  async close() {
    const closed = new Promise(resolve => this.#http.close(resolve));
    this.#http.closeAllConnections();
    await closed;
  }

  /** The only task there is. */
  get task() {
    return [...this.tasks.values()].at(-1);
  }

  /** Lets the next matching requests, `times` of them, be answered by `fault(request, response)`, or as usual where it is null. */
  fault(match, fault, times = 1) {
    this.#faults.push({ match, fault, times });
  }

  /** Resolves when a request like this has been answered or its stream opened. */
  served(method, match) {
    return new Promise(resolve => this.#expected.push({ method, match, resolve }));
  }

  count(method, match) {
    return this.requests.filter(request => request.method === method && match.test(request.path)).length;
  }

  async #answer(request, response) {
    const { pathname: path, searchParams: query } = new URL(request.url, 'http://mock');
    let text = '';
    for await (const chunk of request) text += chunk;
    const seen = { method: request.method, path, query, headers: request.headers, body: text === '' ? undefined : JSON.parse(text) };
    this.requests.push(seen);
    const fault = this.#faults.find(({ match, times }) => times > 0 && match.test(`${request.method} ${path}`));
    if (fault) fault.times--;
    if (fault?.fault) await fault.fault(seen, response);
    else await this.#route(seen, response);
    const done = this.#expected.filter(({ method, match }) => method === seen.method && match.test(path));
    this.#expected = this.#expected.filter(waiting => !done.includes(waiting));
    done.forEach(({ resolve }) => resolve(seen));
  }

  async #route(request, response) {
    const { method, path } = request;
    if (path === '/app/settings.json') return send(response, 200, { development: this.development, max_prompt_length: 20_000, model: this.model });
    if (!path.startsWith('/api/')) return await sendFile(path, response);
    if (method === 'POST' && path === '/api/v1/auth/dev-token/' && this.development)
      return send(response, 200, { token: this.token, token_type: 'Bearer', expires_in: 3600 });
    if (path === '/api/v1/auth/dev-token/') return problem(response, 404, 'Not Found');
    if (request.headers.authorization !== `Bearer ${this.token}`) return problem(response, 401, 'A valid token is required', { headers: { 'WWW-Authenticate': 'Bearer' } });
    if (method === 'GET' && path === '/api/v1/billing/account/') return send(response, 200, this.account);
    const [matched, status, statusId, otherId, action] = GENERATION.exec(path) ?? [];
    if (matched === undefined) return problem(response, 404, 'Not Found');
    if (method === 'POST' && !status && !action) return this.#start(request, response);
    const task = this.tasks.get(statusId ?? otherId);
    if (!task) return send(response, 404, { status: 'not_found', message: 'Task not found. It may have expired or never existed.' });
    if (action === 'cancel') return cancel(task, response);
    if (action === 'events') return events(task, request, response);
    return await this.#status(task, request, response);
  }

  #start({ headers, body }, response) {
    if (typeof body?.manual_prompt !== 'string' || body.manual_prompt.trim() === '') return problem(response, 400, 'manual_prompt is required');
    if (body.manual_prompt.length > 20_000) return problem(response, 400, 'The prompt is longer than 20000 characters', { error_code: 'prompt_too_long' });
    const key = headers['idempotency-key'];
    const known = this.#keys.get(key);
    if (known && known.text !== JSON.stringify(body)) return problem(response, 422, 'The key was used for another request', { error_code: 'idempotency_key_reused' });
    const task = known?.task ?? new MockTask();
    if (key) this.#keys.set(key, { task, text: JSON.stringify(body) });
    this.tasks.set(task.id, task);
    const status_url = `/api/v1/web-knowledge/generate-prompt-async/status/${task.id}/`;
    const answer = { success: true, task_id: task.id, status: 'queued', message: 'Prompt generation started. Use task_id to check status.', status_url };
    send(response, 202, answer, { Location: status_url, 'Retry-After': '1', ...(known ? { 'Idempotent-Replayed': 'true' } : {}) });
    if (!known) this.onTask(task, body);
  }

  async #status(task, { headers, query }, response) {
    const wait = Number(query.get('wait') ?? 0);
    // A proxy that compresses makes tags weak.
    const known = headers['if-none-match']?.replace(/^W\//, '');
    if (wait > 0 && !task.terminal && known === task.etag) {
      const gone = new AbortController();
      response.on('close', () => gone.abort());
      await task.changed(gone.signal);
    }
    const more = { ETag: task.etag, ...(task.terminal ? {} : { 'Retry-After': '1' }) };
    if (known === task.etag) return response.writeHead(304, more).end();
    send(response, 200, task.body, more);
  }
}

function cancel(task, response) {
  if (['completed', 'failed'].includes(task.body.status)) return problem(response, 409, 'The generation has already finished', { error_code: 'already_finished' });
  // Who has read some of the text pays for it.
  const read = Math.ceil(task.text.length / 4);
  const usage = { prompt_tokens: 190, completion_tokens: read, total_tokens: 190 + read, tokens_charged: 190 + read, estimated: true };
  if (!task.terminal) task.cancel(read > 0 ? { usage, charge: { state: 'charged', tokens: usage.tokens_charged } } : {});
  send(response, 200, task.body);
}

function events(task, { headers }, response) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store, no-transform', 'Content-Encoding': 'identity', 'X-Accel-Buffering': 'no' }).flushHeaders();
  task.follow(response, headers['last-event-id']);
}

export function send(response, status, body, headers = {}) {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
}

export function problem(response, status, message, { headers = {}, ...more } = {}) {
  const body = { type: 'about:blank', title: message, status, detail: message, success: false, message, error: message, ...more };
  response.writeHead(status, { 'Content-Type': 'application/problem+json', ...headers }).end(JSON.stringify(body));
}

async function sendFile(path, response) {
  const name = normalize(join(WWWROOT, path === '/' ? 'index.html' : path));
  const content = name.startsWith(WWWROOT) ? await readFile(name).catch(() => undefined) : undefined;
  if (content === undefined) return problem(response, 404, 'Not Found');
  response.writeHead(200, { 'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream', 'Cache-Control': 'no-store', ...SECURITY }).end(content);
}
