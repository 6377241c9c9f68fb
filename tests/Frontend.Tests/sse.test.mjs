import { test } from 'node:test';
import assert from 'node:assert/strict';
import { EventParser } from '../../Gateway/wwwroot/promptgen/sse.js';

const parse = (...chunks) => {
  const parser = new EventParser();
  return chunks.flatMap(chunk => parser.push(chunk));
};
const data = (...chunks) => parse(...chunks).map(event => event.data);

for (const [name, end] of [['LF', '\n'], ['CR', '\r'], ['CRLF', '\r\n']]) {
  test(`Lines_EndedBy${name}_MakeOneEvent`, () => {
    const stream = ['id: 7', 'event: delta', 'data: {"text":"x"}', '', ''].join(end);
    assert.deepEqual(parse(stream), [{ id: '7', event: 'delta', data: '{"text":"x"}' }]);
    assert.deepEqual(parse(...stream), [{ id: '7', event: 'delta', data: '{"text":"x"}' }], 'the same byte by byte');
  });
}

test('CrAndLf_InTwoChunks_AreOneLineEnd', () => assert.deepEqual(data('data: a\r', '\ndata: b\r', '\n\r', '\n'), ['a\nb']));
test('CrAndLf_WithAnEmptyChunkBetween_AreOneLineEnd', () => assert.deepEqual(data('data: a\r', '', '\ndata: b\n\n'), ['a\nb']));
test('DataLines_AreJoinedByLf', () => assert.deepEqual(data('data: a\ndata\ndata: b\n\n'), ['a\n\nb']));
test('OnlyOneLeadingSpace_IsDropped', () => assert.deepEqual(data('data:  a\n\ndata:b\n\n'), [' a', 'b']));
test('Comments_AndUnknownFields_AreIgnored', () => assert.deepEqual(data(': awake\n\n', 'retry: 5\nfoo: bar\ndata: a\n:x\n\n'), ['a']));
test('EventWithoutData_IsNotDispatched_AndItsNameIsForgotten', () => {
  assert.deepEqual(parse('event: lost\n\ndata: a\n\n'), [{ id: '', event: 'message', data: 'a' }]);
});
test('Id_StaysUntilTheNext_AndOneWithNulIsIgnored', () => {
  assert.deepEqual(parse('id: 1\ndata: a\n\ndata: b\n\nid: 2\0\ndata: c\n\nid\ndata: d\n\n').map(event => event.id), ['1', '1', '1', '']);
});
test('UnfinishedEvent_AtTheEnd_IsDropped', () => assert.deepEqual(data('data: a\n\ndata: half\n'), ['a']));
test('EmptyData_IsAnEvent', () => assert.deepEqual(data('data\n\n'), ['']));
