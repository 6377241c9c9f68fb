// Takes the module from where the server serves it to the page, so that there is one source of it. Git ignores the copies.
import { cpSync, rmSync } from 'node:fs';

for (const name of ['promptgen.js', 'promptgen.d.ts', 'promptgen']) {
  const copy = new URL(name, import.meta.url);
  rmSync(copy, { recursive: true, force: true });
  cpSync(new URL(`../../Gateway/wwwroot/${name}`, import.meta.url), copy, { recursive: true });
}
