import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installed } from './installed.mjs';

const path = name => fileURLToPath(new URL(name, import.meta.url));
const TSC = path('../../node_modules/typescript/bin/tsc');
const skip = !existsSync(TSC) && process.env.CI !== 'true' && 'TypeScript is not installed: npm ci';

/** What the compiler says, as `file(line)`. */
const compile = (folder, ...how) => new Promise(resolve => execFile(process.execPath, [TSC, ...how], { cwd: folder },
  (_, out, problem) => resolve(`${out}${problem}`.split('\n').filter(line => line !== '' && !line.startsWith(' ')))));

test('Types_LetRightUseCompile_AndNoMisuse', { skip }, async () => {
  const wrong = readFileSync(path('types/misuse.ts'), 'utf8').split('\n').flatMap((line, at) => line.endsWith('// wrong') ? [`misuse.ts(${at + 1}`] : []);
  assert.ok(wrong.length > 10);

  // The compiler reads the page's own files too, whose comments are their types.
  const found = await compile(path('types'), '-p', '.');

  assert.deepEqual(found.filter(line => !line.startsWith('misuse.ts(')), []);
  assert.deepEqual([...new Set(found.map(line => line.split(',')[0]))], wrong);
});

for (const [module, resolution] of [['nodenext', 'nodenext'], ['esnext', 'bundler']]) {
  test(`TypesOfThePackage_AsFoundBy_${resolution}_LetRightUseCompile_AndNoMisuse`, { skip }, async () => {
    const project = installed();
    copyFileSync(path('types/package.ts'), join(project, 'package.ts'));

    // Without types of Node's and React's: none are needed.
    const found = await compile(project, '--noEmit', '--strict', '--target', 'es2022', '--module', module, '--moduleResolution', resolution,
      '--lib', 'es2023,dom,dom.iterable', 'package.ts');

    assert.deepEqual(found, []);
  });
}
