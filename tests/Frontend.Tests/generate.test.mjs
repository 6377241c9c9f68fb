import { test } from 'node:test';
import assert from 'node:assert/strict';
import { PromptGenError, cancelPrompt, generatePrompt, watchPrompt } from '../../Gateway/wwwroot/promptgen.js';
import { EVENTS, START, STATUS, once, piecewise, running, serve, status } from './harness.mjs';

test('Generate_ByEvents_ReportsEachStepAndTheTextAsItIsWritten', async t => {
  const { server, options } = await serve(t);
  const progress = [];
  const texts = [];
  server.onTask = task => {
    for (const step of [10, 30, 50, 70]) task.step(step);
    task.write('You are ');
    task.write('یک دستیار\r\n🙂');
    task.step(90);
    task.complete();
  };
  const result = await generatePrompt('Café, Berlin', {
    ...options, businessType: 'restaurant', timeoutSeconds: 60,
    onProgress: ({ progress: percent, status, message }) => progress.push([percent, status, message]),
    onText: (text, delta) => texts.push([text, delta]),
  });
  assert.equal(result.prompt, 'You are یک دستیار\r\n🙂');
  assert.deepEqual(progress.map(([percent]) => percent), [0, 10, 30, 50, 70, 90, 100]);
  assert.deepEqual(progress.at(4), [70, 'processing', 'Waiting for AI response...']);
  assert.deepEqual(texts, [['You are ', 'You are '], ['You are یک دستیار\r\n🙂', 'یک دستیار\r\n🙂']]);
  const [start] = server.requests;
  assert.deepEqual(start.body, { manual_prompt: 'Café, Berlin', business_type: 'restaurant', timeout_seconds: 60 });
  assert.match(start.headers['idempotency-key'], /^[0-9a-f]{32}$/);
  assert.equal(server.count('GET', STATUS), 0, 'no polling where events work');
});

test('Text_CutInsideACharacter_ArrivesWhole', async t => {
  const { server, options } = await serve(t);
  const write = piecewise(t);
  server.fault(EVENTS, async (_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    const bytes = Buffer.from('id: 1\ndata: {"text":"🙂é"}\nevent: delta\n\nevent: completed\ndata: {"status":"completed","prompt":"🙂é"}\n');
    for (const byte of bytes) await write(response, Buffer.from([byte]));
    response.end('\n');
  });
  const texts = [];
  await generatePrompt('x', { ...options, onText: text => texts.push(text) });
  assert.deepEqual(texts, ['🙂é']);
});

test('Reset_DropsWhatTheFirstAttemptWrote', async t => {
  const { server, options } = await serve(t);
  const texts = [];
  server.onTask = task => {
    task.write('half a sen');
    task.reset();
    task.write('A whole sentence.');
    task.complete();
  };
  await generatePrompt('x', { ...options, onText: (...text) => texts.push(text) });
  assert.deepEqual(texts, [['half a sen', 'half a sen'], ['', ''], ['A whole sentence.', 'A whole sentence.']]);
});

test('Watch_ByIdAfterAReload_GetsTheWholeText', async t => {
  const { server, options } = await serve(t);
  const started = once(() => true);
  const gone = new AbortController();
  const first = generatePrompt('x', { ...options, signal: gone.signal, onStart: started.call, onText: () => gone.abort() });
  const [id] = await started.promise;
  assert.equal(id, server.task.id);
  server.task.write('Before, ');
  await assert.rejects(first, { name: 'AbortError' });
  const texts = [];
  const again = watchPrompt(id, { ...options, onText: text => texts.push(text) });
  await server.served('GET', EVENTS);
  server.task.write('after.');
  server.task.complete();
  assert.equal((await again).prompt, 'Before, after.');
  assert.equal(texts.at(-1), 'Before, after.');
});

test('Cancel_WhileGenerating_EndsTheWatchAndReturnsTheStatus', async t => {
  const { server, options } = await serve(t);
  const watching = generatePrompt('x', { ...options, onProgress: async ({ task_id, status }) => {
    if (status === 'queued') assert.equal((await cancelPrompt(task_id, options)).status, 'cancelled');
  } });
  await assert.rejects(watching, { name: 'PromptGenError', code: 'cancelled', message: 'Prompt generation cancelled' });
  await cancelPrompt(server.task.id, options);
});

test('Cancel_OfAFinishedGeneration_SaysSo', async t => {
  const { server, options } = await serve(t);
  server.onTask = task => task.complete();
  await generatePrompt('x', options);
  await assert.rejects(cancelPrompt(server.task.id, options), { code: 'already_finished', status: 409 });
});

test('TokenFunction_IsAskedOnce_AndOnceMoreAfterA401', async t => {
  const { server, options } = await serve(t);
  server.onTask = task => task.complete();
  const tokens = ['old', 'good', 'never'];
  const refusals = [];
  const result = await generatePrompt('x', { ...options, token: async refused => { refusals.push(refused); return tokens.shift(); } });
  assert.equal(result.status, 'completed');
  assert.deepEqual(tokens, ['never']);
  assert.deepEqual(refusals, [undefined, 'old']);
  assert.equal(server.count('POST', START), 2);
});

test('Token_RefusedTwice_IsAnError', async t => {
  const { options } = await serve(t);
  let asked = 0;
  await assert.rejects(generatePrompt('x', { ...options, token: () => { assert.ok(++asked <= 2); return `bad${asked}`; } }), { code: 'unauthorized', status: 401 });
  assert.equal(asked, 2);
});

test('TokenFunctionThatThrows_IsAskedOnceAndItsErrorPassedOn', async t => {
  const { server, options } = await serve(t);
  const declined = new PromptGenError('unauthorized', 'No token was entered.', { status: 401 });
  let asked = 0;
  await assert.rejects(generatePrompt('x', { ...options, token: () => { asked++; throw declined; } }), error => error === declined);
  assert.deepEqual([asked, server.requests.length], [1, 0]);
});

test('CallbackThatThrows_IsNotTakenForALostConnection', async t => {
  const { options } = await serve(t);
  const mistake = new TypeError('mine');
  await assert.rejects(generatePrompt('x', { ...options, onProgress: () => { throw mistake; } }), error => error === mistake);
});

for (const [code, words, tokens, days] of [
  ['no_subscription', 'Please renew your subscription to use AI prompt enhancement', 0, 0],
  ['insufficient_tokens', 'You need at least 700 tokens for prompt enhancement. Available: 250', 250, 14],
]) {
  test(`Failure_${code}_CarriesTheServersCodeWordsAndNumbers`, async t => {
    const { server, options } = await serve(t);
    server.onTask = task => task.fail(code);
    await assert.rejects(generatePrompt('x', options), error => {
      assert.deepEqual([error.code, error.message, error.body.tokens_remaining, error.body.days_remaining], [code, words, tokens, days]);
      return true;
    });
  });
}

test('Deadline_IsToldFromACancel', async t => {
  const { server, options } = await serve(t);
  server.onTask = task => task.cancel({ error_code: 'deadline_exceeded' });
  await assert.rejects(generatePrompt('x', options), { code: 'deadline_exceeded' });
});

test('Fallback_IsAResultWithItsWarning', async t => {
  const { server, options } = await serve(t);
  server.onTask = task => task.fallBack('x');
  const { generated_by_ai, origin, warning } = await generatePrompt('x', options);
  assert.deepEqual({ generated_by_ai, origin, warning }, { generated_by_ai: false, origin: 'fallback', warning: 'AI generation failed, using simple combination' });
});

for (const [name, text, expected] of [
  ['Blank', '  ', { code: 'refused', status: 400, message: 'manual_prompt is required' }],
  ['TooLong', 'x'.repeat(20_001), { code: 'prompt_too_long', status: 400 }],
]) {
  test(`Start_${name}_IsRefusedAtOnce`, async t => {
    const { server, options } = await serve(t);
    await assert.rejects(generatePrompt(text, options), expected);
    assert.equal(server.requests.length, 1);
  });
}

test('Start_WithAKeyOfAnotherText_IsRefused', async t => {
  const { server, options } = await serve(t);
  server.onTask = task => task.complete();
  await generatePrompt('x', { ...options, idempotencyKey: 'k' });
  await assert.rejects(generatePrompt('y', { ...options, idempotencyKey: 'k' }), { code: 'idempotency_key_reused', status: 422 });
});

for (const [http, code] of [[403, 'forbidden'], [413, 'too_large'], [415, 'refused']]) {
  test(`Start_AnsweredBy${http}WithoutABody_StillHasWords`, async t => {
    const { server, options } = await serve(t);
    server.fault(START, status(http));
    await assert.rejects(generatePrompt('x', options), error => error.code === code && error.status === http && error.message.length > 10);
  });
}

test('Watch_OfAnUnknownTask_IsNotFound', async t => {
  const { options } = await serve(t);
  await assert.rejects(running(watchPrompt('nothing/here', options)), { code: 'not_found', status: 404, message: /may have expired/ });
});

test('Answer_ThatIsNoJson_IsAnError', async t => {
  const { server, options } = await serve(t);
  server.fault(START, (_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Login</h1>'));
  await assert.rejects(generatePrompt('x', options), { code: 'bad_response' });
});
