import { type Socket, connect } from 'node:net';

/** One caller's connection, on which requests are answered one after the other. */
export interface OrdersClient {
  /** Posts a body and gives the whole answer, head and body, as it came; fails when the connection breaks. */
  post(body: string): Promise<Buffer>;
  close(): void;
}

const headEnd = Buffer.from('\r\n\r\n');

/** A connection to an endpoint over a bare socket, so that the generator takes as little as can be of the machine it measures. */
export function openClient(url: string, token: string | undefined): Promise<OrdersClient> {
  const { hostname, port, pathname, host } = new URL(url);
  const authorization = token === undefined ? '' : `authorization: Bearer ${token}\r\n`;
  const head = `POST ${pathname} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\n${authorization}content-length: `;
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    socket
      .once('error', reject)
      .once('connect', () => resolve(clientOver(socket.off('error', reject), head)));
  });
}

function clientOver(socket: Socket, head: string): OrdersClient {
  let waiting: { resolve(answer: Buffer): void; reject(cause: Error): void } | undefined;
  let answer: Buffer = Buffer.alloc(0);
  let broken: Error | undefined;

  const settle = (ended: Buffer) => {
    const { resolve } = waiting ?? {};
    waiting = undefined;
    resolve?.(ended);
  };
  const fail = (cause: Error) => {
    broken = cause;
    const { reject } = waiting ?? {};
    waiting = undefined;
    reject?.(cause);
  };
  socket.on('error', fail).on('close', () => fail(new Error('The connection was closed.')));
  socket.on('data', (chunk: Buffer) => {
    answer = answer.length === 0 ? chunk : Buffer.concat([answer, chunk]);
    if (!isWhole(answer)) return;
    const ended = answer;
    answer = Buffer.alloc(0);
    settle(ended);
  });
  return {
    post: (body) =>
      new Promise((resolve, reject) => {
        if (broken) return reject(broken);
        waiting = { resolve, reject };
        socket.write(`${head}${Buffer.byteLength(body)}\r\n\r\n${body}`);
      }),
    close: () => void socket.removeAllListeners('close').destroy(),
  };
}

function isWhole(answer: Buffer): boolean {
  const end = answer.indexOf(headEnd);
  if (end === -1) return false;
  const length = /\r\ncontent-length: *(\d+)/i.exec(answer.toString('latin1', 0, end))?.[1];
  if (length === undefined)
    throw new Error(`An answer of unknown length: ${answer.toString().slice(0, 300)}`);
  return answer.length >= end + headEnd.length + Number(length);
}
