import { test } from 'node:test';
import assert from 'node:assert/strict';
import { generatePrompt, watchPrompt } from '../../Gateway/wwwroot/promptgen.js';
import { CANCEL, EVENTS, START, STATUS, cut, once, running, serve, status } from './harness.mjs';

test('Abort_StopsWatching_AndCancelsNothing', async t => {
  const { server, options } = await serve(t);
  const abort = new AbortController();
  const promise = generatePrompt('x', { ...options, signal: abort.signal, onProgress: () => abort.abort() });
  await assert.rejects(promise, { name: 'AbortError' });
  assert.equal(server.count('POST', CANCEL), 0);
  assert.equal(server.task.terminal, false);
});

test('Abort_WithAReason_RejectsWithIt', async t => {
  const { options } = await serve(t);
  const reason = new Error('left the page');
  const abort = new AbortController();
  await assert.rejects(generatePrompt('x', { ...options, signal: abort.signal, onProgress: () => abort.abort(reason) }), error => error === reason);
});

test('Abort_BeforeTheStart_SendsNothing', async t => {
  const { server, options } = await serve(t);
  for (const cancelOnAbort of [false, true])
    await assert.rejects(generatePrompt('x', { ...options, cancelOnAbort, signal: AbortSignal.abort() }), { name: 'AbortError' });
  assert.equal(server.requests.length, 0);
});

test('Abort_WhileWaitingForTheServer_EndsTheRetries', async t => {
  const { server, options } = await serve(t);
  server.fault(START, status(503, { 'Retry-After': '3600' }), 99);
  const abort = new AbortController();
  const promise = generatePrompt('x', { ...options, signal: abort.signal, onConnection: () => setImmediate(() => abort.abort()) });
  await assert.rejects(promise, { name: 'AbortError' });
  assert.equal(server.requests.length, 1);
});

test('Abort_InACallback_LetsNoFurtherEventThrough', async t => {
  const { server, options } = await serve(t);
  server.fault(EVENTS, (_, response) => response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    .end('id: 1\nevent: delta\ndata: {"text":"One"}\n\nid: 2\nevent: completed\ndata: {"status":"completed","progress":100}\n\n'));
  const abort = new AbortController();
  const promise = generatePrompt('x', {
    ...options, signal: abort.signal, onText: () => abort.abort(), onProgress: () => assert.fail('after the abort'),
  });
  await assert.rejects(promise, { name: 'AbortError' });
});

test('Abort_WhilePolling_StopsWatching', async t => {
  const { server, options } = await serve(t);
  server.fault(EVENTS, status(404));
  const abort = new AbortController();
  const promise = generatePrompt('x', { ...options, signal: abort.signal });
  await server.served('GET', STATUS);
  abort.abort();
  await assert.rejects(promise, { name: 'AbortError' });
});

test('CancelOnAbort_CancelsTheGeneration', async t => {
  const { server, options } = await serve(t);
  const abort = new AbortController();
  const promise = generatePrompt('x', { ...options, signal: abort.signal, cancelOnAbort: true, onProgress: () => abort.abort() });
  await assert.rejects(promise, { name: 'AbortError' });
  assert.equal(server.task.body.status, 'cancelled');
});

test('CancelOnAbort_WhileStarting_CancelsWhatWasStarted', async t => {
  const { server, options } = await serve(t);
  const abort = new AbortController();
  server.onTask = () => abort.abort();
  const promise = generatePrompt('x', { ...options, signal: abort.signal, cancelOnAbort: true, onStart: () => assert.fail('aborted') });
  await assert.rejects(promise, { name: 'AbortError' });
  assert.equal(server.task.body.status, 'cancelled');
});

test('CancelOnAbort_OfAFinishedGeneration_IsNoError', async t => {
  const { server, options } = await serve(t);
  const abort = new AbortController();
  server.fault(CANCEL, (_, response) => {
    server.task.complete();
    response.writeHead(409).end(JSON.stringify({ error_code: 'already_finished' }));
  });
  const promise = generatePrompt('x', { ...options, signal: abort.signal, cancelOnAbort: true, onProgress: () => abort.abort() });
  await assert.rejects(promise, { name: 'AbortError' });
});

test('CancelOnAbort_ThatCannotReachTheServer_SaysSoAfterThreeTries', async t => {
  const { server, options } = await serve(t);
  server.fault(CANCEL, cut, 99);
  const abort = new AbortController();
  const seen = once(() => true);
  const promise = generatePrompt('x', { ...options, signal: abort.signal, cancelOnAbort: true, onProgress: seen.call });
  const id = await seen.promise.then(([{ task_id }]) => task_id);
  abort.abort();
  await assert.rejects(running(promise), { code: 'connection_lost', status: 0 });
  assert.equal(server.count('POST', CANCEL), 3);
  assert.equal(server.tasks.get(id).terminal, false);
});

test('Watch_WithCancelOnAbort_CancelsToo', async t => {
  const { server, options } = await serve(t);
  const gone = new AbortController();
  await assert.rejects(generatePrompt('x', { ...options, signal: gone.signal, onProgress: () => gone.abort() }), { name: 'AbortError' });
  const abort = new AbortController();
  const watching = watchPrompt(server.task.id, { ...options, signal: abort.signal, cancelOnAbort: true, onProgress: () => abort.abort() });
  await assert.rejects(watching, { name: 'AbortError' });
  assert.equal(server.task.body.status, 'cancelled');
});
