import { randomBytes } from 'node:crypto';
import { STATUS_CODES } from 'node:http';

/** Answers with JSON. */
export function send(response, status, body, headers = {}) {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...headers }).end(JSON.stringify(body));
}

/** Answers as the service refuses: a problem (RFC 9457) with the members that old clients read. */
export function problem(response, status, message, { headers = {}, ...more } = {}) {
  const trace_id = `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-00`;
  const body = { type: 'about:blank', title: STATUS_CODES[status], status, detail: message, success: false, message, error: message, trace_id, ...more };
  send(response, status, body, { 'Content-Type': 'application/problem+json', ...headers });
}

const REFUSALS = {
  rate_limited: [429, 'You start generations too often: at most 300 a minute. Please try again in a moment.'],
  too_many_tasks: [429, 'Too many of your generations are waiting or running. Please try again when some of them are done.'],
  busy: [503, 'The service is busy. Please try again in a moment.'],
};

/** A fault: the refusal with this code. */
export function refuse(error_code, { retryAfter = 1, ...more } = {}) {
  const [status, message] = REFUSALS[error_code] ?? fail(error_code);
  return (_, response) => problem(response, status, message, { error_code, headers: { 'Retry-After': `${retryAfter}` }, ...more });
}

function fail(error_code) {
  throw new RangeError(`There is no refusal "${error_code}", only ${Object.keys(REFUSALS).join(', ')}.`);
}
