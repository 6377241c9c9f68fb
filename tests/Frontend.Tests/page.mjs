import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { problem, send } from '../../clients/js/mock.js';

const WWWROOT = fileURLToPath(new URL('../../Gateway/wwwroot/', import.meta.url));
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml' };
const SECURITY = {
  'Content-Security-Policy': "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer',
};

/** What the page needs of its server beside the contract: its files, its settings, a token without a form. */
export const page = (server, model) => async ({ method, path }, response) => {
  if (path === '/app/settings.json') send(response, 200, { development: true, max_prompt_length: 20_000, model });
  else if (method === 'POST' && path === '/api/v1/auth/dev-token/') send(response, 200, { token: server.token, token_type: 'Bearer', expires_in: 3600 });
  else if (path.startsWith('/api/')) return false;
  else await sendFile(path, response);
  return true;
};

async function sendFile(path, response) {
  const name = normalize(join(WWWROOT, path === '/' ? 'index.html' : path));
  const content = name.startsWith(WWWROOT) ? await readFile(name).catch(() => undefined) : undefined;
  if (content === undefined) return problem(response, 404, 'There is nothing at this address');
  response.writeHead(200, { 'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream', 'Cache-Control': 'no-store', ...SECURITY }).end(content);
}
