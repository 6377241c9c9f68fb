import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = name => fileURLToPath(new URL(name, import.meta.url));
const TSC = path('../../node_modules/typescript/bin/tsc');
const skip = !existsSync(TSC) && process.env.CI !== 'true' && 'TypeScript is not installed: npm ci';

/** What the compiler says, as `file(line)`. It reads the page's own files too, whose comments are their types. */
const compile = () => new Promise(resolve => execFile(process.execPath, [TSC, '-p', path('types')], { cwd: path('types') },
  (_, out, problem) => resolve(`${out}${problem}`.split('\n').filter(line => line !== '' && !line.startsWith(' ')))));

test('Types_LetRightUseCompile_AndNoMisuse', { skip }, async () => {
  const wrong = readFileSync(path('types/misuse.ts'), 'utf8').split('\n').flatMap((line, at) => line.endsWith('// wrong') ? [`misuse.ts(${at + 1}`] : []);
  assert.ok(wrong.length > 10);

  const found = await compile();

  assert.deepEqual(found.filter(line => !line.startsWith('misuse.ts(')), []);
  assert.deepEqual([...new Set(found.map(line => line.split(',')[0]))], wrong);
});
