import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { en } from '../../Gateway/wwwroot/app/words/en.js';
import { enAdvice } from '../../Gateway/wwwroot/app/words/en.advice.js';
import { fa } from '../../Gateway/wwwroot/app/words/fa.js';
import { faAdvice } from '../../Gateway/wwwroot/app/words/fa.advice.js';
import { faPage } from '../../Gateway/wwwroot/app/words/fa.page.js';
import { MockTask } from '../../clients/js/mock.js';

const WWWROOT = fileURLToPath(new URL('../../Gateway/wwwroot/', import.meta.url));
const english = { ...en, ...enAdvice };
const persian = { ...fa, ...faAdvice, ...faPage };
const page = readFileSync(`${WWWROOT}index.html`, 'utf8');
const code = readdirSync(`${WWWROOT}app`).filter(name => name.endsWith('.js')).map(name => readFileSync(`${WWWROOT}app/${name}`, 'utf8')).join('');
const values = words => [...`${words}`.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

test('Persian_HasAllWordsOfEnglish_WithTheSameValues', () => {
  for (const [key, words] of Object.entries(english)) {
    assert.ok(Object.hasOwn(persian, key), key);
    assert.equal(Array.isArray(persian[key]), Array.isArray(words), key);
    // How many tokens are needed stands in the server's English sentence alone; in Persian it is what is left.
    const ours = values(persian[key]).filter(name => !(name === '{remaining}' || name === '{message}'));
    assert.deepEqual(ours, values(words).filter(name => name !== '{message}'), key);
  }
});

test('Persian_HasAllWordsOfThePage_AndNoOthers', () => {
  const wanted = new Set([...page.matchAll(/data-t(?:-[a-z-]+)?="([^"]+)"/g)].map(([, key]) => key));
  for (const key of wanted) assert.ok(Object.hasOwn(persian, key), key);
  for (const key of Object.keys(persian)) assert.ok(wanted.has(key) || Object.hasOwn(english, key) || key.startsWith('server.'), `${key} is said nowhere`);
});

test('Persian_HasWordsForEveryStepOfTheServer', () => {
  const task = new MockTask();
  for (const step of [0, 10, 30, 50, 70, 90]) {
    task.step(step);
    assert.ok(Object.hasOwn(persian, `server.${task.body.message}`), task.body.message);
  }
  task.complete();
  assert.ok(Object.hasOwn(persian, `server.${task.body.message}`), task.body.message);
});

test('English_IsSaidSomewhere', () => {
  const made = ['advice', 'title', 'kind', 'gap', 'wish', 'without', 'noAi', 'token', 'day', 'second', 'fact', 'word', 'finding'];
  for (const key of Object.keys(english)) {
    const family = key.split('.');
    assert.ok(code.includes(`'${key}'`) || made.includes(family[0]) || made.includes(family[1]), `${key} is said nowhere`);
  }
});

test('Words_ThatTheCodeNames_AreThere', () => {
  for (const [, key] of code.matchAll(/\bt\('([^']+)'/g)) assert.ok(Object.hasOwn(english, key), key);
});
