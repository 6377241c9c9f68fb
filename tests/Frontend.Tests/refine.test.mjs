import { test } from 'node:test';
import assert from 'node:assert/strict';
import { businessTypes, deletePrompt, estimatePrompt, generatePrompt, refinePrompt, watchPrompt } from '../../Gateway/wwwroot/promptgen.js';
import { running, serve, status } from './harness.mjs';

/** A server on which one generation has finished. */
async function finished(t) {
  const { server, options } = await serve(t);
  server.onTask = task => task.play('You are the assistant of Cafe Aurora.');
  const { task_id } = await generatePrompt('Cafe Aurora, +1 555 0100', options);
  return { server, options, id: task_id };
}

test('Refine_StartsANewGenerationThatNamesTheOneItWorksOn', async t => {
  const { server, options, id } = await finished(t);
  const started = [];

  const result = await refinePrompt(id, { ...options, feedback: 'shorter', prompt: 'You assist.', language: 'fa', onStart: taskId => started.push(taskId) });

  assert.deepEqual([result.refines, started], [id, [result.task_id]]);
  assert.notEqual(result.task_id, id);
  const { path, body, headers } = server.requests.find(request => request.path.endsWith('/refine/'));
  assert.equal(path, `/api/v1/web-knowledge/generate-prompt-async/${id}/refine/`);
  assert.deepEqual(body, { feedback: 'shorter', prompt: 'You assist.', language: 'fa' });
  assert.match(headers['idempotency-key'], /^[0-9a-f]{32}$/);
});

test('Refine_SentTwiceWithOneKey_MakesOneGeneration', async t => {
  const { server, options, id } = await finished(t);
  server.fault(/refine/, status(503, { 'Retry-After': '0' }));
  const again = { ...options, feedback: 'warmer', idempotencyKey: 'k' };
  const first = await running(refinePrompt(id, again));
  const second = await refinePrompt(id, again);
  assert.equal(first.task_id, second.task_id);
  assert.equal(server.tasks.size, 2);
});

test('Refine_OfOneThatRuns_RejectsAsNotFinished', async t => {
  const { server, options } = await serve(t);
  const held = new Promise(resolve => { server.onTask = resolve; });
  const running = generatePrompt('Cafe Aurora', options);
  const task = await held;
  await assert.rejects(refinePrompt(task.id, options), { code: 'not_finished', status: 409 });
  await assert.rejects(deletePrompt(task.id, options), { code: 'not_finished', status: 409 });
  task.complete({ prompt: 'P' });
  await running;
});

test('Refine_FromKeptTexts_SendsThem', async t => {
  const { server, options } = await finished(t);
  await generatePrompt('Cafe Aurora', { ...options, previousPrompt: 'You assist.', feedback: 'warmer', language: 'pt' });
  assert.deepEqual(server.requests.filter(({ method }) => method === 'POST').at(-1).body,
    { manual_prompt: 'Cafe Aurora', language: 'pt', previous_prompt: 'You assist.', feedback: 'warmer' });
});

test('Delete_LeavesNothingToWatch', async t => {
  const { options, id } = await finished(t);
  assert.equal(await deletePrompt(id, options), undefined);
  await assert.rejects(watchPrompt(id, options), { code: 'not_found' });
  await assert.rejects(deletePrompt(id, options), { code: 'not_found' });
});

test('Estimate_TellsWhatAStartWouldTake_AndStartsNothing', async t => {
  const { server, options } = await serve(t);
  server.account.tokens_remaining = 250;
  const { reserve_tokens, estimated_tokens, tokens_remaining, can_start } = await estimatePrompt('Cafe Aurora', { ...options, businessType: 'cafe', language: 'fa' });
  assert.deepEqual([reserve_tokens, tokens_remaining, can_start, estimated_tokens.low < estimated_tokens.high], [700, 250, false, true]);
  assert.deepEqual(server.requests[0].body, { manual_prompt: 'Cafe Aurora', business_type: 'cafe', language: 'fa' });
  assert.equal(server.tasks.size, 0);
});

test('BusinessTypes_AreThoseOfTheServer', async t => {
  const { server, options } = await serve(t);
  assert.deepEqual(await businessTypes(options), server.businessTypes);
});
