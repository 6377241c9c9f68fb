import { test } from 'node:test';
import assert from 'node:assert/strict';
import { existsSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { MockServer } from '../../clients/js/mock.js';
import { installed } from './installed.mjs';

const REACT = fileURLToPath(new URL('../../node_modules/react', import.meta.url));
const skip = !existsSync(REACT) && process.env.CI !== 'true' && 'React is not installed: npm ci';
const CANCEL = /\/cancel\/$/;
const EVENTS = /\/events\/$/;

/** Renders the hook of the installed package by React, without a page. */
const { usePrompt, React, create } = skip ? {} : await load();

async function load() {
  const project = installed();
  symlinkSync(REACT, join(project, 'node_modules/react'));
  const require = createRequire(import.meta.url);
  // For its users React Native's tests still are what they were; else it advises on another way to test, which needs a page.
  globalThis.IS_REACT_NATIVE_TEST_ENVIRONMENT = true;
  const { usePrompt } = await import(pathToFileURL(join(project, 'node_modules/promptgen/react.js')));
  return { usePrompt, React: require('react'), create: require('react-test-renderer').create };
}

/** A component with the hook, and a server. */
async function mount(t, options = {}) {
  const server = await new MockServer().listen();
  t.after(() => server.close());
  const shown = [];
  let look = () => {};
  const Component = () => {
    const state = usePrompt('good', { baseUrl: server.url, ...options });
    React.useEffect(() => {
      shown.push(state);
      look();
    });
    return null;
  };
  const root = create(React.createElement(React.StrictMode, null, React.createElement(Component)));
  t.after(() => root.unmount());
  /** Resolves with the first state it shows from now on, or now, for which `wanted` holds. */
  const until = wanted => new Promise(resolve => {
    look = () => wanted(shown.at(-1)) && resolve(shown.at(-1));
    if (shown.length > 0) look();
  });
  const { generate, cancel } = await until(({ phase }) => phase === 'idle');
  return { server, shown, until, generate, cancel, unmount: () => root.unmount() };
}

test('Hook_ShowsEachStep_TheTextAsItIsWritten_AndTheResult', { skip }, async t => {
  const { server, until, generate } = await mount(t);
  const done = generate('Cafe Aurora', 'restaurant');
  await until(({ phase, message }) => phase === 'busy' && message === 'Task queued, waiting to start...');
  for (const step of [10, 30, 50, 70]) server.task.step(step);
  await until(({ progress, message }) => progress === 70 && message === 'Waiting for AI response...');
  server.task.write('You are');
  await until(({ text }) => text === 'You are');
  server.task.reset();
  await until(({ text }) => text === '');
  server.task.write('I am');
  server.task.complete();
  const { result, text, error } = await until(({ phase }) => phase === 'done');
  await done;
  assert.deepEqual([result.origin, text, error], ['ai', 'I am', undefined]);
  assert.deepEqual(server.requests[0].body, { manual_prompt: 'Cafe Aurora', business_type: 'restaurant' });
});

test('Hook_Failure_HasTheError_AndTheNextGenerationClearsIt', { skip }, async t => {
  const { server, until, generate } = await mount(t);
  server.onTask = task => task.fail('no_tokens_remaining');
  await generate('Cafe Aurora');
  const { error } = await until(({ phase }) => phase === 'failed');
  assert.deepEqual([error.name, error.code], ['PromptGenError', 'no_tokens_remaining']);
  server.onTask = () => {};
  generate('Cafe Aurora');
  assert.equal((await until(({ phase }) => phase === 'busy')).error, undefined);
});

test('Hook_Cancel_IsIdleAtOnce_AndCancelsOnTheServer', { skip }, async t => {
  const { server, until, generate, cancel } = await mount(t);
  const over = generate('Cafe Aurora');
  await server.served('GET', EVENTS);
  cancel();
  await until(({ phase }) => phase === 'idle');
  await over;
  assert.equal(server.task.body.status, 'cancelled');
});

test('Hook_Unmounted_CancelsTheGeneration', { skip }, async t => {
  const { server, generate, unmount } = await mount(t);
  const over = generate('Cafe Aurora');
  await server.served('GET', EVENTS);
  unmount();
  await over;
  assert.equal(server.task.body.status, 'cancelled');
});

test('Hook_UnmountedWithoutCancelOnAbort_LetsItGoOn', { skip }, async t => {
  const ids = [];
  const { server, generate, unmount } = await mount(t, { cancelOnAbort: false, onStart: id => ids.push(id) });
  const over = generate('Cafe Aurora');
  await server.served('GET', EVENTS);
  unmount();
  await over;
  assert.deepEqual([server.count('POST', CANCEL), server.task.terminal, ids], [0, false, [server.task.id]]);
});

test('Hook_SecondGeneration_EndsTheFirst_WhoseNewsAreShownNoMore', { skip }, async t => {
  const { server, shown, until, generate } = await mount(t);
  const first = generate('First');
  await server.served('GET', EVENTS);
  const { task } = server;
  server.onTask = task => task.play('Second');
  await Promise.all([first, generate('Second')]);
  await until(({ phase }) => phase === 'done');
  assert.deepEqual([task.body.status, shown.at(-1).text, shown.some(({ phase }) => phase === 'failed')], ['cancelled', 'Second', false]);
});
