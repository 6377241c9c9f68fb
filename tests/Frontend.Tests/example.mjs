// Runs the program that the package's README shows, in an empty project that has the packed file installed: node example.mjs URL TOKEN
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { examples, installed } from './installed.mjs';

const project = installed();
writeFileSync(join(project, 'example.js'), examples(project)[0]);
process.stdout.write(execFileSync(process.execPath, ['example.js', ...process.argv.slice(2)], { cwd: project, env: { PATH: process.env.PATH } }));
