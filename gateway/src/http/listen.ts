import { type IncomingMessage, type RequestListener, type Server, createServer } from 'node:http';
import type { Duplex } from 'node:stream';

export interface ListeningServer {
  /** Origin, e.g. `http://127.0.0.1:4000`. */
  readonly url: string;
  readonly port: number;
  /** From now on every answer tells its client to use the connection no more; requests are taken as before. */
  drain(): void;
  /** Stops accepting, lets running requests end, then resolves. */
  close(): Promise<void>;
}

/** What a connection may take, as Node.js names it. */
export interface ConnectionLimits {
  /** Against clients that send a byte now and then, or none: from the connection, or the first byte, to the last header. */
  readonly headersTimeout: number;
  /** To the last byte of the body. */
  readonly requestTimeout: number;
  /** Both are looked at so often only. */
  readonly connectionsCheckingInterval: number;
  readonly keepAliveTimeout: number;
  readonly maxHeaderSize: number;
}

const defaultConnectionLimits: ConnectionLimits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
  /** Longer than the idle time of the usual load balancers (60 s), so that they close first. */
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16 * 1024,
};

interface Address {
  readonly port: number;
  readonly host: string;
  readonly limits?: Partial<ConnectionLimits> | undefined;
}

/** What becomes of a connection that a client wants to use for another protocol. */
export type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Serves HTTP at an address; port 0 lets the system choose. Rejects where the address is taken. */
export async function listen(
  handler: RequestListener,
  address: Address,
  upgrade?: UpgradeListener,
): Promise<ListeningServer> {
  let isDraining = false;
  let isClosing = false;
  let running = 0;
  const closeUnused = () => {
    if (isClosing && running === 0) server.closeAllConnections();
  };
  const leave = () => {
    running -= 1;
    closeUnused();
  };
  const server = createServer({ ...defaultConnectionLimits, ...address.limits }, (request, response) => {
    running += 1;
    response.on('close', leave);
    if (isDraining) response.setHeader('connection', 'close');
    handler(request, response);
  });
  if (upgrade) server.on('upgrade', upgrade);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(address.port, address.host, resolve);
  });
  const port = portOf(server);
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;

  return {
    url: `http://${host}:${port}`,
    port,
    drain() {
      isDraining = true;
    },
    close() {
      isDraining = true;
      isClosing = true;
      return new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        // A connection on which nothing was asked yet does not count as idle and would be waited for.
        closeUnused();
      });
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens to no port.');
  return address.port;
}
