import { createServer, request as ask } from 'node:http';
import { pipeline } from 'node:stream';
import { createGzip } from 'node:zlib';

/** What a proxy may do to an answer on its way. */
export const HABITS = {
  /** Sends nothing before it has all of it. */
  async collects(answer, response) {
    const pieces = [];
    for await (const piece of answer) pieces.push(piece);
    response.writeHead(answer.statusCode, answer.headers).end(Buffer.concat(pieces));
  },
  /** Sends the head at once and the body when it has all of it. */
  async holdsTheBodyBack(answer, response) {
    response.writeHead(answer.statusCode, answer.headers).flushHeaders();
    const pieces = [];
    for await (const piece of answer) pieces.push(piece);
    response.end(Buffer.concat(pieces));
  },
  /** Compresses events, whatever the server asked for, and lets nothing out before a block is full. */
  async compresses(answer, response) {
    const isStream = answer.headers['content-type'] === 'text/event-stream';
    response.writeHead(answer.statusCode, isStream ? { ...answer.headers, 'content-encoding': 'gzip' } : answer.headers).flushHeaders();
    if (!isStream) return answer.pipe(response);
    pipeline(answer, createGzip(), response, () => {});
  },
};

/** A proxy before a server, for one test. @returns {Promise<string>} its address */
export async function proxy(t, url, habit) {
  const http = createServer((request, response) => {
    const onward = ask(new URL(request.url, url), { method: request.method, headers: request.headers }, answer =>
      habit(answer, response).catch(() => response.destroy()));
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  });
  await new Promise(resolve => http.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    http.closeAllConnections();
    return new Promise(resolve => http.close(resolve));
  });
  return `http://127.0.0.1:${http.address().port}`;
}
