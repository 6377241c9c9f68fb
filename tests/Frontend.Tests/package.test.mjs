import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { MockServer } from '../../clients/js/mock.js';
import { examples, installed } from './installed.mjs';

const project = installed();
const [generating, , testing] = examples(project);
const here = name => fileURLToPath(new URL(name, import.meta.url));
const inPackage = name => join(project, 'node_modules/promptgen', name);

/** Runs a program of the project; by itself, whatever runs this test. */
const run = (...command) => promisify(execFile)(process.execPath, command, { cwd: project, env: { PATH: process.env.PATH } });

test('Package_HoldsThePagesModule_AndNothingThatIsNotForItsUsers', () => {
  assert.deepEqual(readdirSync(inPackage('.')).sort(),
    ['README.md', 'mock', 'mock.d.ts', 'mock.js', 'package.json', 'promptgen', 'promptgen.d.ts', 'promptgen.js', 'react.d.ts', 'react.js']);
  const module = readdirSync(here('../../Gateway/wwwroot/promptgen')).map(name => `promptgen/${name}`);
  for (const name of ['promptgen.js', 'promptgen.d.ts', ...module])
    assert.equal(readFileSync(inPackage(name), 'utf8'), readFileSync(here(`../../Gateway/wwwroot/${name}`), 'utf8'), name);
  assert.deepEqual(readdirSync(inPackage('promptgen')).length, module.length);
});

test('Package_BringsNoOtherWithIt', () =>
  assert.deepEqual(readdirSync(join(project, 'node_modules')).filter(name => !name.startsWith('.')), ['promptgen']));

test('Example_PrintsProgressAndThePrompt', async t => {
  const server = await new MockServer().listen();
  t.after(() => server.close());
  server.onTask = task => task.play('You are the assistant of Cafe Aurora.');
  writeFileSync(join(project, 'example.js'), generating);

  const { stdout } = await run('example.js', server.url, server.token);

  assert.deepEqual(stdout.trimEnd().split('\n'), [
    '0 % Task queued, waiting to start...', '10 % Initializing AI generation...', '30 % Checking tokens...',
    '50 % Generating enhanced prompt with AI...', '70 % Waiting for AI response...', '90 % Finalizing...',
    '100 % Prompt generated successfully', 'ai You are the assistant of Cafe Aurora.',
  ]);
  assert.equal(server.requests[0].body.business_type, 'restaurant');
  assert.ok(generating.trimEnd().split('\n').filter(line => line !== '').length <= 10);
});

test('ExampleOfATest_Passes_AndCanFail', async () => {
  writeFileSync(join(project, 'example.test.js'), testing);
  const { stdout } = await run('--test', '--test-reporter=tap', 'example.test.js');
  assert.match(stdout, /# pass 1\n# fail 0/);

  writeFileSync(join(project, 'wrong.test.js'), testing.replace("equal(prompt, 'You", "equal(prompt, 'I"));
  await assert.rejects(run('--test', '--test-reporter=tap', 'wrong.test.js'), ({ stdout }) => /# pass 0\n# fail 1/.test(stdout));
});
