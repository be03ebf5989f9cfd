import type { WebSocket } from 'ws';
import type { LiveLimits } from './live-limits.ts';

/** What closes a socket, and the code that says so. Source: WebSocket close codes 1008, 1013; 4429 as graphql-transport-ws words it. */
const closings = {
  tooMany: { code: 4429, reason: 'Too many messages' },
  idle: { code: 4408, reason: 'No operation for too long' },
} as const;

const windowMs = 10_000;
const closingMs = 1_000;

export interface SocketWatch {
  /** Notes that an operation has begun; gives what to call when it has ended. */
  beginOperation(): (() => void) | undefined;
}

/**
 * Closes a socket that floods, keeps silent at pings, or holds no operation for too long. Refuses, with undefined, more operations than
 * a socket may have.
 */
export function watchSocket(socket: WebSocket, { socket: limits, heartbeatMs }: LiveLimits): SocketWatch {
  let operations = 0;
  let messages = 0;
  let isAnswering = true;
  const close = ({ code, reason }: (typeof closings)[keyof typeof closings]) => socket.close(code, reason);

  const countMessage = () => {
    messages += 1;
    if (messages <= limits.messagesPerTenSeconds) return;
    close(closings.tooMany);
    // What comes before the peer has closed is read and forgotten; a peer that never closes is not waited for.
    socket.removeAllListeners('message').removeAllListeners('ping');
    setTimeout(() => socket.terminate(), closingMs).unref();
  };
  const window = setInterval(() => (messages = 0), windowMs);
  const beat = () => {
    if (!isAnswering) return socket.terminate();
    isAnswering = false;
    socket.ping();
  };
  // A process that was held up reads what came meanwhile first: its own delay is no silence of the peer.
  const heart = setInterval(() => setImmediate(beat), heartbeatMs);
  let idle = setTimeout(() => close(closings.idle), limits.idleMs);

  socket
    .on('message', countMessage)
    .on('ping', countMessage)
    .on('pong', () => (isAnswering = true))
    .once('close', () => {
      clearInterval(window);
      clearInterval(heart);
      clearTimeout(idle);
    });

  return {
    beginOperation() {
      if (operations >= limits.operations) return undefined;
      operations += 1;
      clearTimeout(idle);
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        operations -= 1;
        if (operations === 0 && socket.readyState === socket.OPEN)
          idle = setTimeout(() => close(closings.idle), limits.idleMs);
      };
    },
  };
}
