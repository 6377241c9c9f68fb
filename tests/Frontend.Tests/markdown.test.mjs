import { test } from 'node:test';
import assert from 'node:assert/strict';
import { directionOf, isolated } from '../../Gateway/wwwroot/app/isolated.js';
import { blocks } from '../../Gateway/wwwroot/app/markdown.js';

/** As HTML, for reading. */
const html = node => typeof node === 'string' ? node
  : `<${node.tag}${node.start > 1 ? ` start=${node.start}` : ''}${node.dir ? ` dir=${node.dir}` : ''}>${node.children.map(html).join('')}</${node.tag}>`;
const drawn = text => blocks(text).map(html).join('');

for (const [what, text, expected] of [
  ['Headings', '# Role\n### Tone ##', '<h3>Role</h3><h5>Tone</h5>'],
  ['ParagraphsWhoseLinesStayLines', 'a\nb\n\nc', '<p>a<br></br>b</p><p>c</p>'],
  ['Lists', '- a\n  - b\n  - c\n* d', '<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>'],
  ['ListsWithEmptyLines', '1. a\n\n2. b\n\nc', '<ol><li>a</li><li>b</li></ol><p>c</p>'],
  ['PersianNumbers', '۳. سه\n۴. چهار', '<ol start=3><li>سه</li><li>چهار</li></ol>'],
  ['AListAfterAList', '- a\n1. b', '<ul><li>a</li></ul><ol><li>b</li></ol>'],
  ['LinesThatGoOnInAnItem', '- a\n  b\nc', '<ul><li>a<br></br>b</li></ul><p>c</p>'],
  ['BoldAndItalic', '**a *b* c** __d__ _e_', '<p><strong>a <em>b</em> c</strong> <strong>d</strong> <em>e</em></p>'],
  ['WhatIsNoEmphasis', '2*3*4 snake_case_word * a * ** b', '<p>2*3*4 snake_case_word * a * ** b</p>'],
  ['Escapes', '\\*a\\* \\# b', '<p>*a* # b</p>'],
  ['Code', '`a*b*` ``c ` d``', '<p><code>a*b*</code> ``c ` d``</p>'],
  ['Fences', '```js\n# no heading\n```\nb', '<pre><code># no heading</code></pre><p>b</p>'],
  ['FencesThatNeverClose', '~~~\na', '<pre><code>a</code></pre>'],
  ['Rules', 'a\n\n---\n* * *', '<p>a</p><hr></hr><hr></hr>'],
  ['MarkupAsText', '<img src=x onerror=alert(1)> &amp;', '<p><img src=x onerror=alert(1)> &amp;</p>'],
  ['LinksAsTheirTextAndAddress', '[Book](https://a.example/b) [a.example](https://a.example/)', '<p>Book<bdi> (a.example/b)</bdi> <bdi dir=ltr>a.example</bdi></p>'],
  ['NoAddressThatDoesSomething', '[a](javascript:x) [b](data:text/html,x)', '<p>a b</p>'],
]) test(`Markdown_Shows_${what}`, () => assert.equal(drawn(text), expected));

test('Markdown_EveryBlockHasTheWordsItWasWrittenWith', () => {
  const text = '# Role\n\na\nb\n- c\n  d\n\n```\ne\n```';
  assert.deepEqual(blocks(text).map(({ source }) => source), ['# Role', 'a\nb', '- c\n  d', '```\ne\n```']);
});

test('Markdown_OfHostileText_TakesTimeLinearToIt', () => {
  const hostile = piece => piece.repeat(20_000 / piece.length);
  for (const piece of ['**a ', '_a ', '[a', '`', 'a-', 'a.', '1 ', '*', '\\', '[a](', '- ', '0', '__', '@', '(0 ', '+1-', '<', '#']) {
    const since = performance.now();
    blocks(hostile(piece));
    blocks(`${piece}\n`.repeat(5000));
    assert.ok(performance.now() - since < 2000, `${piece} took ${performance.now() - since} ms`);
  }
});

for (const [what, text, pieces] of [
  ['Phones', 'تلفن +98 21 5555 0147 و ۰۷۱-۳۲۲۲۰۱۴۷', ['+98 21 5555 0147', '۰۷۱-۳۲۲۲۰۱۴۷']],
  ['PhonesInBrackets', 'call (021) 5555 0147.', ['(021) 5555 0147']],
  ['PhonesOfThreeGroups', '555-010-0147', ['555-010-0147']],
  ['Mails', 'به info@aurora.example، بنویسید', ['info@aurora.example']],
  ['Addresses', 'https://a.example/b?c=1 و t.me/aurora', ['https://a.example/b?c=1', 't.me/aurora']],
  ['Handles', 'اینستاگرام @aurora.cafe', ['@aurora.cafe']],
  ['NoPriceRanges', '۱۲۰۰۰ - ۱۵۰۰۰ تومان، ۱۲۰۰۰-۱۵۰۰۰', []],
  ['NoTimes', '8:00–18:00, 12-15', []],
]) {
  test(`LeftToRight_Is_${what}`, () => {
    const found = isolated(text);
    assert.deepEqual(found.filter(piece => piece.tag).map(({ children: [piece] }) => piece), pieces);
    assert.equal(found.map(piece => piece.tag ? piece.children[0] : piece).join(''), text);
  });
}

test('Direction_IsThatOfTheFirstLetter', () => {
  assert.deepEqual(['# نقش', '- 12: سلام', 'Cafe کافه', '123', 'שלום', ''].map(directionOf), ['rtl', 'rtl', 'ltr', 'ltr', 'rtl', 'ltr']);
});
