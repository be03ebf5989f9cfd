import { type Socket, connect } from 'node:net';

export interface FollowLoad {
  readonly url: string;
  /** Each connection is that of one caller, in turn. */
  readonly tokens: readonly string[];
  /** Each follows one subscription. */
  readonly connections: number;
  readonly seconds: number;
  /** The body of the request. */
  readonly body: string;
}

const patienceMs = 30_000;

/**
 * Follows a subscription on many connections as server-sent events, and counts what arrives once all have had their first event. Gives how
 * late each event came, in milliseconds, by the `at` that it carries. Rejects where a connection gets none.
 */
export async function followEvents(
  load: FollowLoad,
): Promise<{ latenciesMs: Float64Array; seconds: number }> {
  const latenciesMs: number[] = [];
  let isCounting = false;
  const followers = Array.from({ length: load.connections }, (_, index) =>
    follow(load, index, (latencyMs) => {
      if (isCounting) latenciesMs.push(latencyMs);
    }),
  );
  try {
    await Promise.all(followers.map(({ isFollowing }) => isFollowing));
    isCounting = true;
    const beganAt = performance.now();
    await new Promise((resolve) => setTimeout(resolve, load.seconds * 1000));
    return { latenciesMs: Float64Array.from(latenciesMs), seconds: (performance.now() - beganAt) / 1000 };
  } finally {
    for (const { socket } of followers) socket.removeAllListeners('close').destroy();
  }
}

function follow(
  { url, tokens, body }: FollowLoad,
  index: number,
  heard: (latencyMs: number) => void,
): { readonly socket: Socket; readonly isFollowing: Promise<void> } {
  const { hostname, port, pathname, host } = new URL(url);
  const token = tokens[index % tokens.length];
  const authorization = token === undefined ? '' : `authorization: Bearer ${token}\r\n`;
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  socket.write(
    `POST ${pathname} HTTP/1.1\r\nhost: ${host}\r\naccept: text/event-stream\r\ncontent-type: application/json\r\n${authorization}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  const isFollowing = new Promise<void>((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => reject(new Error(`No event came: ${text.slice(0, 500)}`)), patienceMs);
    socket
      .on('error', reject)
      .on('close', () => reject(new Error(`The stream ended: ${text.slice(0, 500)}`)));
    socket.on('data', (chunk: Buffer) => {
      const now = performance.timeOrigin + performance.now();
      text += chunk.toString('latin1');
      const whole = text.lastIndexOf('\n') + 1;
      for (const [, at] of text.slice(0, whole).matchAll(/"at":([\d.]+)/g)) {
        clearTimeout(timer);
        resolve();
        heard(now - Number(at));
      }
      text = text.slice(whole);
    });
  });
  return { socket, isFollowing };
}
