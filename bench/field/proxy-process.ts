import { createServer } from 'node:http';
import { Pool } from 'undici';
import { listenAnywhere } from './listen-anywhere.ts';

/** The floor: passes a request on to one wing and its answer back, and does nothing else. */
const [, , target] = process.argv;
if (target === undefined) throw new Error('Give the address of a wing.');
const pool = new Pool(target, { connections: 128 });

const proxy = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    pool
      .request({
        path: '/graphql',
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: Buffer.concat(chunks),
      })
      .then(async ({ statusCode, body }) => {
        const answer = Buffer.from(await body.arrayBuffer());
        response
          .writeHead(statusCode, { 'content-type': 'application/json', 'content-length': answer.length })
          .end(answer);
      })
      .catch((cause: unknown) => response.writeHead(502).end(String(cause)));
  });
});
process.send?.({ url: `${await listenAnywhere(proxy)}/graphql` });
