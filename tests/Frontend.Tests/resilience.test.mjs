import { test } from 'node:test';
import assert from 'node:assert/strict';
import { generatePrompt, watchPrompt } from '../../Gateway/wwwroot/promptgen.js';
import { EVENTS, START, STATUS, cut, once, pass, piecewise, running, serve, status, until } from './harness.mjs';

const finish = task => {
  task.write('Done.');
  task.complete();
};

test('Start_RefusedBy503_IsRepeatedWithTheSameKeyAfterRetryAfter', async t => {
  const { server, options } = await serve(t);
  server.onTask = finish;
  server.fault(START, status(503, { 'Retry-After': '7' }), 2);
  const waits = [];
  await running(generatePrompt('x', { ...options, onConnection: state => waits.push(state) }));
  const starts = server.requests.filter(({ path }) => START.test(path));
  assert.equal(starts.length, 3);
  assert.equal(new Set(starts.map(({ headers }) => headers['idempotency-key'])).size, 1);
  assert.deepEqual(waits.map(({ state, retryInMs }) => [state, retryInMs]), [['waiting', 7000], ['waiting', 7000], ['connected', undefined]]);
  assert.equal(waits[0].error.code, 'unavailable');
});

test('Start_WhoseAnswerWasLost_MakesOneGeneration', async t => {
  const { server, options } = await serve(t);
  server.onTask = finish;
  server.fault(START, async (request, response) => {
    const { socket } = response;
    response.end = () => socket.destroy();
    await fetch(`${server.url}${request.path}`, { method: 'POST', headers: request.headers, body: JSON.stringify(request.body) });
    socket.destroy();
  });
  await running(generatePrompt('x', options));
  assert.equal(server.tasks.size, 1);
});

test('RateLimit_WithADate_IsWaitedFor', async t => {
  const { server, options } = await serve(t);
  server.onTask = finish;
  server.fault(START, status(429, { 'Retry-After': new Date(Date.now() + 5000).toUTCString() }));
  const waits = [];
  await running(generatePrompt('x', { ...options, onConnection: state => waits.push(state) }));
  assert.equal(waits[0].error.code, 'rate_limited');
  assert.ok(waits[0].retryInMs > 2000 && waits[0].retryInMs <= 5000, `${waits[0].retryInMs}`);
});

test('ServerAway_BacksOffLongerEachTimeUpToTenSeconds', async t => {
  const { server, options } = await serve(t);
  server.onTask = finish;
  server.fault(START, cut, 9);
  const waits = [];
  await running(generatePrompt('x', { ...options, onConnection: ({ retryInMs }) => retryInMs && waits.push(retryInMs) }));
  assert.equal(waits.length, 9);
  waits.forEach((ms, i) => {
    const longest = Math.min(10_000, 500 * 2 ** i);
    assert.ok(ms >= longest / 2 && ms <= longest, `wait ${i} was ${ms}`);
  });
});

test('ServerError500_IsNotRepeatedForEver', async t => {
  const { server, options } = await serve(t);
  server.fault(START, status(500), 99);
  await assert.rejects(running(generatePrompt('x', options)), { code: 'server_error', status: 500 });
  assert.equal(server.count('POST', START), 5);
});

test('ServerError500_AfterOtherFailures_IsRepeatedAsOften', async t => {
  const { server, options } = await serve(t);
  server.onTask = finish;
  server.fault(START, cut, 5);
  server.fault(START, status(500), 4);
  assert.equal((await running(generatePrompt('x', options))).prompt, 'Done.');
});

test('ConnectionLost_InMidStream_ResumesWithoutLossOrRepetition', async t => {
  const { server, options } = await serve(t);
  const deltas = [];
  const first = once(text => text === 'One, ');
  const promise = generatePrompt('x', { ...options, onText: (text, delta) => { deltas.push(delta); first.call(text); } });
  await server.served('GET', EVENTS);
  server.task.write('One, ');
  await first.promise;
  server.task.drop();
  server.task.write('two, ');
  server.fault(EVENTS, status(503));
  const resumed = server.served('GET', EVENTS).then(() => server.served('GET', EVENTS)).then(request => {
    server.task.write('three.');
    server.task.complete();
    return request;
  });
  assert.equal((await running(promise)).prompt, 'One, two, three.');
  assert.deepEqual(deltas, ['One, ', 'two, ', 'three.']);
  assert.equal((await resumed).headers['last-event-id'], '2');
});

test('StreamSilentFor40Seconds_IsReopenedWhereItStopped', async t => {
  const { server, options } = await serve(t);
  const first = once(() => true);
  const promise = generatePrompt('x', { ...options, onText: first.call });
  const opened = server.served('GET', EVENTS);
  await opened;
  server.task.write('Before. ');
  await first.promise;
  await new Promise(resolve => setImmediate(resolve));
  pass(39_999);
  assert.equal(server.task.streams.size, 1);
  const again = server.served('GET', EVENTS);
  pass(1);
  const request = await running(again);
  assert.equal(request.headers['last-event-id'], '2');
  server.task.write('After.');
  server.task.complete();
  assert.equal((await running(promise)).prompt, 'Before. After.');
});

test('Heartbeats_KeepAStreamOpen', async t => {
  const { server, options } = await serve(t);
  const write = piecewise(t);
  const first = once(() => true);
  const promise = generatePrompt('x', { ...options, onProgress: first.call });
  await server.served('GET', EVENTS);
  const [stream] = server.task.streams;
  await first.promise;
  for (let beat = 0; beat < 4; beat++) {
    await write(stream, ': awake\n\n');
    pass(39_000);
  }
  server.task.complete();
  await promise;
  assert.equal(server.count('GET', EVENTS), 1);
});

test('NoEventsHere_LongPollsByETag', async t => {
  const { server, options } = await serve(t);
  server.fault(EVENTS, status(404), 99);
  const progress = [];
  const promise = generatePrompt('x', { ...options, onProgress: ({ progress: percent }) => progress.push(percent) });
  for (const [nth, act] of [task => task.step(10), task => task.step(70), task => task.complete({ prompt: 'P' })].entries()) {
    await until(() => server.task?.waiters.size === 1 && server.count('GET', STATUS) >= nth + 2);
    act(server.task);
  }
  assert.equal((await promise).prompt, 'P');
  assert.deepEqual(progress, [0, 10, 70, 100]);
  const polls = server.requests.filter(({ path }) => STATUS.test(path));
  assert.deepEqual(polls.map(({ query, headers }) => [query.get('wait'), headers['if-none-match']]), [[null, undefined], ['25', '"1"'], ['25', '"2"'], ['25', '"3"']]);
});

for (const [name, fault] of [
  ['AnswersWithAPage', (_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>')],
  ['HoldsTheStreamBack', (_, response) => response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders()],
  ['EndsTheStreamAtOnce', (_, response) => response.writeHead(200, { 'Content-Type': 'text/event-stream' }).end()],
]) {
  test(`Proxy_That${name}_IsPolledInstead`, async t => {
    const { server, options } = await serve(t);
    server.onTask = finish;
    server.fault(EVENTS, fault, 99);
    assert.equal((await running(generatePrompt('x', options))).prompt, 'Done.');
    assert.equal(server.count('GET', STATUS), 1);
  });
}

test('ServerThatDoesNotWait_IsPolledOnceASecond', async t => {
  const { server, options } = await serve(t);
  server.fault(EVENTS, status(404));
  let polls = 0;
  server.fault(STATUS, (_, response) => {
    if (++polls === 6) server.task.complete({ prompt: 'P' });
    if (polls === 1 || polls === 6) return response.writeHead(200, { ETag: `"${polls}"` }).end(JSON.stringify(server.task.body));
    response.writeHead(304, { ETag: '"1"', 'Retry-After': '3' }).end();
  }, 99);
  await running(generatePrompt('x', options));
  const waits = server.requests.filter(({ path }) => STATUS.test(path)).map(({ query }) => query.get('wait'));
  assert.deepEqual(waits, [null, '25', null, null, null, null]);
});

test('ServerWithNewsAtEachPoll_IsPolledOnceASecond', async t => {
  const { server, options } = await serve(t);
  server.fault(EVENTS, status(404));
  let polls = 0;
  server.fault(STATUS, (_, response) => {
    if (++polls === 14) server.task.complete({ prompt: 'P' });
    response.writeHead(200, { ETag: `"${polls}"` }).end(JSON.stringify(server.task.body));
  }, 99);
  await running(generatePrompt('x', options));
  const waits = server.requests.filter(({ path }) => STATUS.test(path)).map(({ query }) => query.get('wait'));
  assert.deepEqual(waits, [null, ...Array(10).fill('25'), null, null, null]);
});

test('LongPoll_ThatMeetsA500_IsRepeated', async t => {
  const { server, options } = await serve(t);
  server.fault(EVENTS, status(404));
  const last = (_, response) => {
    server.task.complete({ prompt: 'P' });
    response.writeHead(304, { ETag: '"1"' }).end();
  };
  for (const fault of [null, status(500), last]) server.fault(STATUS, fault);
  assert.equal((await running(generatePrompt('x', options))).prompt, 'P');
});

test('RetryAfter_LongerThanATimerLasts_IsWaitedForAllTheSame', async t => {
  const { server, options } = await serve(t);
  server.fault(START, status(503, { 'Retry-After': '9999999' }));
  const waiting = once(() => true);
  const abort = new AbortController();
  const promise = generatePrompt('x', { ...options, signal: abort.signal, onConnection: waiting.call });
  await waiting.promise;
  pass(60_000);
  await new Promise(resolve => setImmediate(resolve));
  assert.equal(server.count('POST', START), 1);
  abort.abort();
  await assert.rejects(promise, { name: 'AbortError' });
});

test('LongPoll_FailedTwice_GivesWayToPlainPolling', async t => {
  const { server, options } = await serve(t);
  server.fault(EVENTS, status(404));
  const unchanged = (_, response) => response.writeHead(304, { ETag: '"1"' }).end();
  const last = (...exchange) => {
    server.task.complete({ prompt: 'P' });
    unchanged(...exchange);
  };
  for (const fault of [null, cut, status(503, { 'Retry-After': '2' }), unchanged, last]) server.fault(STATUS, fault);
  await running(generatePrompt('x', options));
  const waits = server.requests.filter(({ path }) => STATUS.test(path)).map(({ query }) => query.get('wait'));
  assert.deepEqual(waits, [null, '25', '25', null, null, null]);
});

test('ServerWithoutETags_IsPolledPlainly', async t => {
  const { server, options } = await serve(t);
  server.fault(EVENTS, status(404));
  let polls = 0;
  server.fault(STATUS, (_, response) => {
    if (++polls === 3) server.task.complete({ prompt: 'P' });
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(server.task.body));
  }, 99);
  assert.equal((await running(generatePrompt('x', options))).prompt, 'P');
  assert.ok(server.requests.every(({ query }) => !query.has('wait')));
});

test('Watch_WhileTheServerRestarts_GoesOnWhenItIsBack', async t => {
  const { server, options } = await serve(t);
  const first = once(() => true);
  const promise = generatePrompt('x', { ...options, onProgress: first.call });
  await first.promise;
  server.fault(/./, cut, 6);
  server.task.drop();
  const back = once(({ state }) => state === 'connected');
  const watching = watchPrompt(server.task.id, { ...options, onConnection: back.call });
  await running(back.promise);
  finish(server.task);
  assert.deepEqual((await running(Promise.all([promise, watching]))).map(({ prompt }) => prompt), ['Done.', 'Done.']);
});
