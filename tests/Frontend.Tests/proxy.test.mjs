import { test } from 'node:test';
import assert from 'node:assert/strict';
import { generatePrompt } from '../../Gateway/wwwroot/promptgen.js';
import { EVENTS, STATUS, once, running, serve, until } from './harness.mjs';
import { HABITS, proxy } from './proxy.mjs';

for (const [name, habit] of Object.entries(HABITS)) {
  test(`ProxyThat_${name}_ShowsProgressWithinASecond`, async t => {
    const { server, options } = await serve(t);
    const baseUrl = await proxy(t, server.url, habit);
    const progress = [];
    const first = once(() => true);
    server.onTask = task => task.step(70);
    const promise = generatePrompt('x', { ...options, baseUrl, onProgress: status => { progress.push(status.progress); first.call(); } });
    await server.served('GET', EVENTS);
    const second = new Promise((_, reject) => setTimeout(reject, 1000, new Error('A second has passed.')));
    await running(Promise.race([first.promise, second]));
    await until(() => server.task.waiters.size === 1 && server.task.streams.size === 0);
    server.task.complete({ prompt: 'P' });
    assert.equal((await running(promise)).prompt, 'P');
    assert.deepEqual(progress, [70, 100]);
    assert.equal(server.count('GET', EVENTS), 1, 'the held stream is given up');
    second.catch(() => {});
  });
}

test('ProxyThat_compresses_AndATaskThatIsDone_StillGivesThePrompt', async t => {
  const { server, options } = await serve(t);
  const baseUrl = await proxy(t, server.url, HABITS.compresses);
  server.onTask = task => task.complete({ prompt: 'P' });
  assert.equal((await running(generatePrompt('x', { ...options, baseUrl }))).prompt, 'P');
});

test('EventsThatComeThrough_OfAQuietModel_AreNeverPolledBeside', async t => {
  const { server, options } = await serve(t);
  const first = once(() => true);
  const promise = generatePrompt('x', { ...options, onProgress: first.call });
  await first.promise;
  await running(new Promise(resolve => setTimeout(resolve, 10_000)));
  server.task.complete({ prompt: 'P' });
  assert.equal((await running(promise)).prompt, 'P');
  assert.deepEqual([server.count('GET', EVENTS), server.count('GET', STATUS)], [1, 0]);
});

test('SlowNetwork_WhoseStreamIsNoLaterThanAPoll_KeepsTheStream', async t => {
  const { server, options } = await serve(t);
  const polled = server.served('GET', STATUS);
  const asked = once(() => true);
  const answered = once(() => true);
  server.fault(EVENTS, async (_, response) => {
    await asked.promise;
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    server.task.follow(response);
  });
  server.fault(STATUS, async (_, response) => {
    asked.call();
    await answered.promise;
    response.writeHead(200).end(JSON.stringify(server.task.body));
  });
  const text = once(all => all === 'Live text.');
  const promise = generatePrompt('x', { ...options, onProgress: answered.call, onText: text.call });
  await running(polled);
  server.task.write('Live text.');
  await running(text.promise);
  server.task.complete();
  assert.equal((await running(promise)).prompt, 'Live text.');
  assert.deepEqual([server.count('GET', EVENTS), server.count('GET', STATUS)], [1, 1]);
});

test('HeldStream_WhileThePollsFailToo_IsPolledAsSoonAsOneIsAnswered', async t => {
  const { server, options } = await serve(t);
  server.fault(EVENTS, (_, response) => response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders(), 99);
  server.fault(STATUS, (_, response) => response.destroy(), 3);
  const states = [];
  const promise = generatePrompt('x', { ...options, onConnection: ({ state }) => states.push(state) });
  await running(until(() => server.count('GET', STATUS) >= 4));
  server.task.complete({ prompt: 'P' });
  assert.equal((await running(promise)).prompt, 'P');
  assert.deepEqual(states, []);
});
