import { connect } from 'node:net';

/** Follows a subscription many times over, each on a connection of its own, and tells its parent how late events came. */
const [url, count] = [new URL(process.argv[2] ?? ''), Number(process.argv[3])];
const openedAtOnce = 200;
const latenciesMs: number[] = [];
let open = 0;

const body = JSON.stringify({ query: 'subscription { ticked { at text } }' });
const asked = `POST /graphql HTTP/1.1\r\nhost: ${url.host}\r\naccept: text/event-stream\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;

function follow(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(url.port), url.hostname, () => socket.write(asked));
    socket.once('error', reject);
    socket.once('data', () => {
      open += 1;
      resolve();
    });
    socket.on('data', (chunk) => {
      const now = performance.timeOrigin + performance.now();
      for (const [, at] of String(chunk).matchAll(/"at":([\d.]+)/g)) latenciesMs.push(now - Number(at));
    });
  });
}

while (open < count) {
  await Promise.all(Array.from({ length: Math.min(openedAtOnce, count - open) }, follow));
}
process.send?.({ open });
process.on('message', () => process.send?.({ latenciesMs: latenciesMs.splice(0) }));
process.on('disconnect', () => process.exit(0));
