import { type Socket, connect } from 'node:net';

export interface RawLoad {
  readonly url: string;
  /** Each connection is that of one caller, in turn. */
  readonly tokens: readonly string[];
  /** Requests under way at once: each connection sends its next request when it has its answer. */
  readonly connections: number;
  readonly seconds: number;
  /** The body of the next request. */
  next(): string;
  /** A text that every right answer holds. */
  readonly expected: string;
}

const headEnd = Buffer.from('\r\n\r\n');
const chunkedEnd = Buffer.from('\r\n0\r\n\r\n');

/**
 * A closed load over bare sockets, so that the generator takes as little as can be of the machine it measures. Gives the latency of every
 * request in milliseconds; one wrong answer ends it with that answer.
 */
export async function applyRawLoad(load: RawLoad): Promise<{ latenciesMs: Float64Array; seconds: number }> {
  const { hostname, port, pathname, host } = new URL(load.url);
  const headOf = (index: number) => {
    const token = load.tokens[index % load.tokens.length];
    const authorization = token === undefined ? '' : `authorization: Bearer ${token}\r\n`;
    return `POST ${pathname} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\n${authorization}content-length: `;
  };
  const requestAfter = (head: string) => {
    const body = load.next();
    return `${head}${Buffer.byteLength(body)}\r\n\r\n${body}`;
  };
  const expected = Buffer.from(load.expected);
  const latenciesMs: number[] = [];
  const sockets = await Promise.all(
    Array.from({ length: load.connections }, () => open(hostname, Number(port))),
  );
  const beganAt = performance.now();
  const endsAt = beganAt + load.seconds * 1000;

  const client = (socket: Socket, index: number) =>
    new Promise<void>((resolve, reject) => {
      const head = headOf(index);
      let sentAt = performance.now();
      let answer: Buffer = Buffer.alloc(0);
      socket.on('error', reject).on('close', () => reject(new Error('The gateway closed a connection.')));
      socket.on('data', (chunk: Buffer) => {
        answer = answer.length === 0 ? chunk : Buffer.concat([answer, chunk]);
        if (!isWhole(answer)) return;
        const now = performance.now();
        latenciesMs.push(now - sentAt);
        if (answer[9] !== 0x32 || !answer.includes(expected)) return reject(wrongAnswer(answer));
        answer = Buffer.alloc(0);
        if (now >= endsAt) return resolve();
        sentAt = now;
        socket.write(requestAfter(head));
      });
      socket.write(requestAfter(head));
    });
  try {
    await Promise.all(sockets.map(client));
  } finally {
    for (const socket of sockets) socket.removeAllListeners('close').destroy();
  }
  return { latenciesMs: Float64Array.from(latenciesMs), seconds: (performance.now() - beganAt) / 1000 };
}

function open(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    socket.once('error', reject).once('connect', () => resolve(socket.off('error', reject)));
  });
}

function isWhole(answer: Buffer): boolean {
  const end = answer.indexOf(headEnd);
  if (end === -1) return false;
  const length = /\r\ncontent-length: *(\d+)/i.exec(answer.toString('latin1', 0, end))?.[1];
  return length === undefined
    ? answer.subarray(-chunkedEnd.length).equals(chunkedEnd)
    : answer.length >= end + headEnd.length + Number(length);
}

function wrongAnswer(answer: Buffer): Error {
  return new Error(`Unexpected answer: ${answer.toString().slice(0, 1_000)}`);
}
