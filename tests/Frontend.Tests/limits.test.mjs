import { test } from 'node:test';
import assert from 'node:assert/strict';
import { generatePrompt } from '../../Gateway/wwwroot/promptgen.js';
import { MockTask, problem } from '../../clients/js/mock.js';
import { CANCEL, EVENTS, START, STATUS, once, running, serve, status } from './harness.mjs';

const refused = (http, more, seconds = 3) => (_, response) => problem(response, http, 'Wait a moment', { headers: { 'Retry-After': `${seconds}` }, ...more });

for (const error_code of ['rate_limited', 'too_many_tasks']) {
  test(`Start_${error_code}_IsRepeatedAsToldWithTheSameKey`, async t => {
    const { server, options } = await serve(t);
    server.onTask = task => task.complete({ prompt: 'P' });
    server.fault(START, refused(429, { error_code }), 5);
    const waits = [];
    const result = await running(generatePrompt('x', { ...options, onConnection: state => waits.push([state.error?.code, state.retryInMs >= 3000]) }));
    assert.equal(result.prompt, 'P');
    assert.deepEqual(waits, [...Array(5).fill([error_code, true]), [undefined, false]]);
    assert.equal(new Set(server.requests.filter(({ path }) => START.test(path)).map(({ headers }) => headers['idempotency-key'])).size, 1);
  });

  test(`Start_${error_code}_ForGood_RejectsWithTheCodeAfterFiveRepeats`, async t => {
    const { server, options } = await serve(t);
    server.fault(START, refused(429, { error_code }, 20), 99);
    await assert.rejects(running(generatePrompt('x', options)), { code: error_code, status: 429, retryAfter: 20, message: 'Wait a moment' });
    assert.equal(server.count('POST', START), 6);
  });
}

test('Start_429WithoutABody_HasACodeAndWords', async t => {
  const { server, options } = await serve(t);
  server.fault(START, status(429), 99);
  await assert.rejects(running(generatePrompt('x', options)), { code: 'rate_limited', message: 'Too many requests in a short time.' });
});

test('Poll_Refused429_IsRepeatedAsOftenAsItTakes', async t => {
  const { server, options } = await serve(t);
  server.fault(EVENTS, status(404));
  server.fault(STATUS, status(429, { 'Retry-After': '1' }), 12);
  server.onTask = task => task.complete({ prompt: 'P' });
  assert.equal((await running(generatePrompt('x', options))).prompt, 'P');
});

test('Start_503ThatNamesATask_IsRepeatedWithTheSameKey', async t => {
  const { server, options } = await serve(t);
  server.onTask = task => task.complete({ prompt: 'P' });
  server.fault(START, refused(503, { task_id: 'unsure' }, 1), 2);
  const ids = [];
  assert.equal((await running(generatePrompt('x', { ...options, onStart: id => ids.push(id) }))).prompt, 'P');
  assert.deepEqual(ids, [server.task.id]);
});

for (const known of [true, false]) {
  test(`CancelOnAbort_After503ThatNamesATask_${known ? 'CancelsIt' : 'ThatNeverWas_IsNoError'}`, async t => {
    const { server, options } = await serve(t);
    const task = new MockTask();
    if (known) server.tasks.set(task.id, task);
    server.fault(START, refused(503, { task_id: task.id }, 60), 99);
    const waiting = once(({ state }) => state === 'waiting');
    const abort = new AbortController();
    const promise = generatePrompt('x', { ...options, cancelOnAbort: true, signal: abort.signal, onConnection: waiting.call });
    const [{ error }] = await waiting.promise;
    assert.equal(error.body.task_id, task.id);
    abort.abort();
    await assert.rejects(running(promise), { name: 'AbortError' });
    assert.equal(server.count('POST', CANCEL), 1);
    assert.equal(task.body.status, known ? 'cancelled' : 'queued');
  });
}

test('TwoRequestsWithAnExpiredToken_AskForOneNewToken', async t => {
  const { server, options } = await serve(t);
  server.token = 'first';
  const refusals = [];
  server.onTask = () => { server.token = 'second'; };
  server.fault(EVENTS, async (_, response) => {
    await server.served('GET', STATUS);
    problem(response, 401, 'Expired');
  });
  const promise = generatePrompt('x', { ...options, token: refused => { refusals.push(refused); return server.token; } });
  await running(server.served('GET', EVENTS));
  await running(server.served('GET', EVENTS));
  server.task.complete({ prompt: 'P' });
  assert.equal((await running(promise)).prompt, 'P');
  assert.deepEqual(refusals, [undefined, 'first']);
});
