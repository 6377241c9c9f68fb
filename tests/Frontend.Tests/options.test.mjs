import { test } from 'node:test';
import assert from 'node:assert/strict';
import { cancelPrompt, generatePrompt, watchPrompt } from '../../Gateway/wwwroot/promptgen.js';
import { origin } from '../../Gateway/wwwroot/promptgen/options.js';
import { serve } from './harness.mjs';

const calls = { generatePrompt: options => generatePrompt('x', options), watchPrompt: options => watchPrompt('id', options), cancelPrompt: options => cancelPrompt('id', options) };

/** What can never be sent: refused at once, by a promise, and told by its name. */
async function assertRefused(call, options, code, name) {
  await assert.rejects(call({ ...options, onConnection: () => assert.fail('nothing to wait for') }), error => {
    assert.deepEqual([error.name, error.code, error.status, error.transient], ['PromptGenError', code, 0, false]);
    assert.ok(error.message.includes(name), error.message);
    return true;
  });
}

for (const [what, token] of [
  ['AZeroWidthSpace', 'secret\u200b'], ['ALineBreak', 'sec\nret'], ['ACarriageReturn', 'sec\r\nret'], ['ANul', 'sec\0ret'],
  ['AByteOrderMark', '\ufeffsecret'], ['Letters BeyondLatin1', 'sécret–ی'], ['HalfAnEmoji', 'secret\ud83e'],
]) {
  test(`Token_With${what.replace(' ', '')}_RejectsAtOnceAndNamesTheToken`, async t => {
    const { server, options } = await serve(t);
    for (const call of Object.values(calls)) {
      await assertRefused(call, { ...options, token }, 'invalid_token', 'token');
      await assertRefused(call, { ...options, token: async () => token }, 'invalid_token', 'token');
    }
    await assert.rejects(calls.generatePrompt({ ...options, token }), error => !error.message.includes('secret'));
    assert.equal(server.requests.length, 0);
  });
}

test('IdempotencyKey_WithALineBreak_RejectsAtOnceAndNamesIt', async t => {
  const { server, options } = await serve(t);
  await assertRefused(calls.generatePrompt, { ...options, idempotencyKey: 'a\nb' }, 'invalid_idempotency_key', 'idempotencyKey');
  assert.equal(server.requests.length, 0);
});

for (const baseUrl of [
  'promptgen.example', 'localhost:8000', 'http://', 'http://bad host', 'https://[::1', 'http://x:99999', 'ftp://promptgen.example', 'file:///srv', 'javascript:0',
  'wss://promptgen.example', 'https://user:secret@promptgen.example', 'https://user@promptgen.example', 'https://promptgen.example/?key=secret',
  'https://promptgen.example/#part', '', '/proxy', 'undefined', null, 7, {},
]) {
  test(`BaseUrl_${JSON.stringify(baseUrl)}_RejectsAtOnceAndNamesIt`, async () => {
    for (const call of Object.values(calls)) await assertRefused(call, { baseUrl, token: 'good' }, 'invalid_base_url', 'baseUrl');
    await assert.rejects(calls.watchPrompt({ baseUrl }), error => !error.message.includes('secret'));
  });
}

test('BaseUrl_OfAPage_MayBeLeftOutOrBeAPathOfItsServer', t => {
  globalThis.location = new URL('https://shop.example/help/?a=1#b');
  t.after(() => { delete globalThis.location; });
  assert.deepEqual(['', '/', '/proxy/', 'https://other.example//', 'http://127.0.0.1:8000/a/'].map(origin),
    ['https://shop.example', 'https://shop.example', 'https://shop.example/proxy', 'https://other.example', 'http://127.0.0.1:8000/a']);
});

test('BaseUrl_WithAPathAndASlash_IsPutBeforeTheRoutes', async t => {
  const { server, options } = await serve(t);
  server.onTask = task => task.complete({ prompt: 'P' });
  assert.equal((await generatePrompt('x', { ...options, baseUrl: `${server.url}//` })).prompt, 'P');
});
