import { test } from 'node:test';
import assert from 'node:assert/strict';
import { versionBefore, versionsOf, wordsOf } from '../../Gateway/wwwroot/app/versions.js';

const entry = (id, prompt, more = {}) => ({ id, at: `2026-01-0${id}`, root: '1', result: { status: 'completed', prompt }, ...more });
const names = entries => {
  const versions = versionsOf(entries, entries[0]);
  return versions.map(version => wordsOf(versions, version));
};

test('Version_IsCalledByWhatWasAskedFor', () => assert.deepEqual(
  names([entry('1', 'a'), entry('2', 'b', { feedback: 'shorter', before: 'a' }), entry('3', 'c', { before: 'b', edited: 'd' })]),
  ['First version', '“shorter”', 'Written once more', 'Edited by you']));

test('Version_ThatIsLikeTheOneItWasMadeFrom_SaysSo', () => assert.deepEqual(
  names([entry('1', 'a'), entry('2', 'a', { feedback: 'shorter', before: 'a' }), entry('3', 'a', { before: 'a' }), entry('4', 'b', { before: 'a' })]),
  ['First version', '“shorter” – nothing changed', 'Written once more – nothing changed', 'Written once more']));

test('Version_IsComparedWithTheOneItWasMadeFrom_NotWithItsNeighbour', () => {
  const versions = versionsOf([entry('1', 'a'), entry('2', 'b', { before: 'a' }), entry('3', 'a', { feedback: 'warmer', before: 'b' })], entry('1', 'a'));
  assert.equal(versionBefore(versions, versions[2]), versions[1]);
  assert.equal(wordsOf(versions, versions[2]), '“warmer”');
});
