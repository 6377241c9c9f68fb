import { test } from 'node:test';
import assert from 'node:assert/strict';
import { difference } from '../../Gateway/wwwroot/app/diff.js';

const written = changes => changes.map(({ kind, text }) => ({ same: text, gone: `[-${text}-]`, new: `{+${text}+}` })[kind]).join('');

for (const [before, after, expected] of [
  ['the same', 'the same', 'the same'],
  ['Warm, short answers.', 'Warm answers.', 'Warm[-, short-] answers.'],
  ['', 'all new', '{+all new+}'],
  ['all gone', '', '[-all gone-]'],
  ['a b c d', 'a x y d', 'a [-b c-]{+x y+} d'],
  ['ساعت ۹ تا ۲۳', 'ساعت ۹ تا ۲۲', 'ساعت ۹ تا [-۲۳-]{+۲۲+}'],
]) test(`Difference_From_${before || 'nothing'}_To_${after || 'nothing'}`, () => assert.equal(written(difference(before, after)), expected));

test('Difference_IsAlwaysFromTheOneTextToTheOther', () => {
  let seed = 7;
  const random = below => (seed = (seed * 48271) % 2147483647) % below;
  for (let round = 0; round < 2000; round++) {
    const [before, after] = [0, 1].map(() => Array.from({ length: random(14) }, () => ['a', 'b', 'c', '، ', '\n', '. '][random(6)]).join(random(2) ? ' ' : ''));
    const changes = difference(before, after);
    const text = dropped => changes.filter(({ kind }) => kind !== dropped).map(({ text }) => text).join('');
    assert.deepEqual([text('new'), text('gone')], [before, after]);
  }
});

test('Difference_OfTwoLongTextsWithNothingInCommon_IsOneOfEach', () => {
  const [before, after] = ['a', 'b'].map(letter => Array.from({ length: 2500 }, (_, at) => `${letter}${at}`).join(' '));
  assert.deepEqual(difference(before, after).map(({ kind, text }) => [kind, text]), [['gone', before], ['new', after]]);
});
