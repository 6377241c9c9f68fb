import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** An empty project with the package installed from its packed file, without a registry. @returns {string} its folder */
export function installed() {
  const folder = mkdtempSync(join(tmpdir(), 'promptgen-package-'));
  after(() => rmSync(folder, { recursive: true }));
  // Packed from a copy, so that test files may do it at the same time.
  for (const name of ['clients/js', 'Gateway/wwwroot']) cpSync(join(root, name), join(folder, 'source', name), { recursive: true });
  const project = join(folder, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  const npm = (cwd, ...more) => execFileSync('npm', [...more, '--offline', '--loglevel=error', '--no-update-notifier', `--cache=${join(folder, 'cache')}`], { cwd });
  npm(join(folder, 'source/clients/js'), 'pack', `--pack-destination=${folder}`);
  npm(project, 'install', '--no-audit', '--no-fund', join(folder, readdirSync(folder).find(name => name.endsWith('.tgz'))));
  return project;
}

/** The code blocks of the package's README. @param {string} project @returns {string[]} */
export const examples = project =>
  [...readFileSync(join(project, 'node_modules/promptgen/README.md'), 'utf8').matchAll(/```jsx?\n(.*?)```/gs)].map(([, code]) => code);
