import { test } from 'node:test';
import assert from 'node:assert/strict';
import { advise, cost, isWithoutAI, remark, waiting } from '../../Gateway/wwwroot/app/advice.js';
import { MockTask } from '../../clients/js/mock.js';
import { PromptGenError } from '../../Gateway/wwwroot/promptgen.js';
import { ended } from '../../Gateway/wwwroot/promptgen/errors.js';

const finished = act => {
  const task = new MockTask();
  act(task);
  return task.body;
};
const fallback = reason => finished(task => task.fallBack('notes', reason));

for (const [reason, why, help, again] of [
  ['not_configured', 'No AI is connected', 'has to set a key', false],
  ['unavailable', 'could not be reached', 'in a few minutes', true],
  ['overloaded', 'overloaded', 'in a minute or two', true],
  ['rejected', 'refused this server', 'log says what to set', false],
  ['blocked', 'safety filter', 'Leave out', false],
  ['incomplete', 'not whole', 'shorten the notes', true],
  ['quality', 'facts of your notes', 'Try again', true],
  ['interrupted', 'interrupted', 'Try again', true],
  ['one_of_tomorrow', 'could not be used', 'Try again later', true],
  ['constructor', 'could not be used', 'Try again later', true],
  [null, 'could not be used', 'Try again later', true],
]) {
  test(`Fallback_${reason}_SaysWhyWhatItIsAndWhatToDo`, () => {
    const said = remark(fallback(reason));
    for (const words of [why, help, 'your notes below it']) assert.ok(said.words.includes(words), said.words);
    assert.deepEqual([said.again, said.calm], [again, undefined]);
    assert.ok(isWithoutAI(fallback(reason)));
  });
}

test('Fallback_OfAServerThatDoesNotNameOrigins_IsTold', () => assert.ok(remark({ status: 'completed', generated_by_ai: false })));

test('Demo_IsSaidPlainlyAndIsNoWarning', () => {
  const body = finished(task => task.demo());
  assert.deepEqual([remark(body).calm, isWithoutAI(body)], [true, false]);
  assert.match(remark(body).words, /^Demo: no AI was asked\./);
});

test('PromptOfTheAI_NeedsNoRemark', () => {
  for (const more of [{}, { origin: 'cache' }]) assert.equal(remark(finished(task => task.complete(more))), undefined);
});

test('Cancelled_AfterTextWasRead_SaysWhatItCost', () => {
  const body = finished(task => task.cancel({ charge: { state: 'charged', tokens: 1297 }, usage: { estimated: true } }));
  assert.match(advise(ended(body)).advice, /What had been written by then cost 1,297 tokens\.$/);
  assert.equal(cost(body, { tokens_remaining: 8000 }), '1,297 tokens used (estimated) · 8,000 left');
});

test('Deadline_AfterTextWasRead_SaysWhatItCost', () => {
  const body = finished(task => task.cancel({ error_code: 'deadline_exceeded', charge: { state: 'charged', tokens: 1 } }));
  assert.match(advise(ended(body)).advice, /cost 1 token\. Try again\.$/);
});

test('Cancelled_BeforeAnyText_CostsNothing', () => {
  const body = finished(task => task.cancel());
  assert.doesNotMatch(advise(ended(body)).advice, /cost/);
  assert.equal(cost(body), 'Nothing was charged');
});

for (const [code, title, while_] of [
  ['rate_limited', 'Too many starts', 'Too many requests. Going on in 3 seconds…'],
  ['too_many_tasks', 'Too many at once', 'Too many of your prompts are in progress. Going on in 3 seconds…'],
  ['one_of_tomorrow', 'That did not work', 'Too many requests. Going on in 3 seconds…'],
]) {
  test(`Refusal429_${code}_IsToldWhileItWaitsAndAtTheEnd`, () => {
    const error = new PromptGenError(code, 'Wait', { status: 429 });
    assert.equal(waiting({ error, retryInMs: 2500 }), while_);
    assert.deepEqual([advise(error).title, advise(error).again], [title, true]);
  });
}

test('FallbackOfARefinement_SaysThatThePromptIsAsItWasBefore', () => {
  const said = remark({ ...fallback('overloaded'), refines: 'x' });
  assert.match(said.words, /overloaded.*This is the prompt as it was before\..*Try again/);
  assert.doesNotMatch(said.words, /your notes below it/);
});
