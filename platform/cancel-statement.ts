import { connect } from 'node:net';
import type { PoolClient } from 'pg';

const cancelRequestCode = 80_877_102;

/**
 * Asks the server to give up what a connection runs. Resolves when the server has taken note or cannot be reached; then the statement ends
 * by the limit of its connection. Source: PostgreSQL 18, section 54.2.8, and CancelRequest in section 54.7.
 */
export function cancelStatement(client: PoolClient): Promise<void> {
  const request = cancelRequestOf(client);
  return new Promise((resolve) => {
    const socket = connect({ host: client.host, port: client.port });
    socket.once('connect', () => socket.end(request));
    // The server answers nothing and closes when it has told the other connection.
    socket.resume().once('close', () => resolve());
    socket.once('error', () => socket.destroy());
  });
}

function cancelRequestOf(client: PoolClient): Buffer {
  const request = Buffer.alloc(16);
  request.writeInt32BE(request.length, 0);
  request.writeInt32BE(cancelRequestCode, 4);
  request.writeInt32BE(keyOf(client, 'processID'), 8);
  request.writeInt32BE(keyOf(client, 'secretKey'), 12);
  return request;
}

/** The driver keeps what names a connection to the server, and has no type for it. */
function keyOf(client: PoolClient, name: 'processID' | 'secretKey'): number {
  const key: unknown = Reflect.get(client, name);
  if (typeof key !== 'number') throw new Error(`The connection has no ${name}.`);
  return key;
}
