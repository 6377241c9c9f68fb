import { createServer } from 'node:http';
import { problem, send } from './answers.js';
import { cancel, events, list, refine, remove, status } from './routes.js';
import { estimate, start } from './start.js';

/** Whoever asks may read the answers: a page under test is served from an origin of its own. */
const CORS = {
  'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': '*', 'Access-Control-Allow-Headers': 'Authorization, *',
  'Access-Control-Expose-Headers': 'ETag, Location, Retry-After, Idempotent-Replayed',
};
const PREFIX = '/api/v1/web-knowledge/';
const GENERATION = /^\/api\/v1\/web-knowledge\/generate-prompt-async\/(?:(status)\/([^/]+)|([^/]+)(?:\/(cancel|events|refine))?)?\/?$/;
const METHODS = { cancel: 'POST', events: 'GET', refine: 'POST' };
const UNKNOWN = 'Task not found. It may have expired or never existed.';

/** The contract of the HTTP API on a port of this machine, with generations that a test moves by hand and faults on demand. */
export class MockServer {
  /** Every request so far: method, path, query, headers, body. */
  requests = [];
  tasks = new Map();
  /** Called with each new task and the body of its start: play what is to happen, or keep the task and move it later. */
  onTask = () => {};
  /** Answers what is not of the contract; returns whether it did. */
  elsewhere = () => false;
  /** The only bearer token that is accepted. */
  token = 'good';
  /** The business types that have a template. */
  businessTypes = [type('restaurant', 'cafe', 'رستوران', 'restaurante'), type('retail', 'shop'), type('clinic')];
  account = { user_id: 'developer', tokens_remaining: 9388, tokens_reserved: 0, subscription: { is_active: true, end_date: '2031-01-01T00:00:00Z' }, days_remaining: 14 };
  /** The starts that had an Idempotency-Key. */
  keys = new Map();
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
    const seen = { method: request.method, path, query, headers: request.headers, text, body: parsed(text) };
    for (const [name, value] of Object.entries(CORS)) response.setHeader(name, value);
    if (request.method === 'OPTIONS') return response.writeHead(204).end();
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
    if (await this.elsewhere(request, response)) return;
    if (request.headers.authorization !== `Bearer ${this.token}`) return problem(response, 401, 'A valid bearer token is required', { headers: { 'WWW-Authenticate': 'Bearer' } });
    if (method === 'GET' && path === '/api/v1/billing/account/') return send(response, 200, this.account);
    if (method === 'GET' && path === `${PREFIX}business-types/`) return send(response, 200, { results: this.businessTypes });
    if (method === 'POST' && path === `${PREFIX}estimate/`) return estimate(this, request, response);
    const [matched, isStatus, statusId, otherId, action] = GENERATION.exec(path) ?? [];
    if (matched === undefined) return problem(response, 404, 'There is nothing at this address');
    if ((statusId ?? otherId) && method !== (METHODS[action] ?? (isStatus ? 'GET' : 'DELETE'))) return problem(response, 405, 'This address does not take this method');
    if (!statusId && !otherId) return method === 'POST' ? start(this, request, response) : list(this.tasks, request, response);
    const task = this.tasks.get(statusId ?? otherId);
    if (!task) return problem(response, 404, UNKNOWN, { status: 'not_found', trace_id: undefined });
    if (action === 'cancel') return cancel(task, response);
    if (action === 'events') return events(task, request, response);
    if (action === 'refine') return refine(this, task, request, response);
    if (!isStatus) return remove(this.tasks, task, response);
    return await status(task, request, response);
  }
}

/** What is no JSON is refused by the route that reads it. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A business type with one template. */
function type(name, ...aliases) {
  return { name, aliases, templates: [{ template: `${name}@1f0c9a7e`, language: null, prompt: `You are the assistant of a ${name} called [name].` }] };
}
