import { request as httpRequest, type IncomingMessage } from 'node:http';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { WebSocket } from 'ws';

export const transports = ['server-sent events', 'WebSocket', 'multipart'] as const;
export type Transport = (typeof transports)[number];

/** What a client sees of one subscription. */
interface Followed {
  /** The next event; undefined at the end. */
  next(): Promise<FollowedEvent | undefined>;
  /** The client goes away. */
  leave(): void;
  /** Code of the closed socket; undefined for other transports. */
  readonly closeCode: () => number | undefined;
}

export interface FollowedEvent {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: unknown;
    readonly extensions: Record<string, unknown>;
  }[];
  readonly extensions?: Record<string, unknown>;
}

interface Following {
  readonly token?: string | undefined;
  readonly variables?: Record<string, unknown>;
}

/** Follows a subscription with a client of the transport's own library, or one written to the protocol where there is none. */
export function follow(
  transport: Transport,
  url: string,
  query: string,
  { token, variables = {} }: Following = {},
): Followed {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  switch (transport) {
    case 'server-sent events':
      return followEvents(url, { query, variables }, headers);
    case 'WebSocket':
      return followSocket(url, { query, variables }, headers);
    case 'multipart':
      return followMultipart(url, { query, variables }, headers);
  }
}

interface Asked {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

function followEvents(url: string, asked: Asked, headers: Record<string, string>): Followed {
  const client = createSseClient({ url: `${url}/graphql`, headers, retryAttempts: 0 });
  const arrived = createArrivals();
  const leave = client.subscribe(asked, sinkOf(arrived));
  return { next: arrived.next, leave, closeCode: () => undefined };
}

function followSocket(url: string, asked: Asked, headers: Record<string, string>): Followed {
  let code: number | undefined;
  const arrived = createArrivals();
  const client = createSocketClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: headers,
    retryAttempts: 0,
    lazyCloseTimeout: 0,
    on: {
      closed: (event) => {
        if (typeof event === 'object' && event !== null && 'code' in event) code = Number(event.code);
        arrived.end();
      },
    },
  });
  const leave = client.subscribe(asked, {
    ...sinkOf(arrived),
    // What the protocol calls an error of the operation; a socket that closes is told by `closed`.
    error: (cause) => {
      if (Array.isArray(cause)) arrived.put({ errors: cause });
    },
    complete: () => {},
  });
  return { next: arrived.next, leave, closeCode: () => code };
}

function sinkOf(arrived: Arrivals) {
  return {
    next: (event: object) => arrived.put(event),
    error: () => arrived.end(),
    complete: () => arrived.end(),
  };
}

function followMultipart(url: string, asked: Asked, headers: Record<string, string>): Followed {
  const arrived = createArrivals();
  const request = httpRequest(`${url}/graphql`, {
    method: 'POST',
    headers: {
      ...headers,
      'content-type': 'application/json',
      accept: 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0,application/json',
    },
  });
  request.on('error', () => arrived.end());
  request.on('response', (response) => readParts(response, arrived));
  request.end(JSON.stringify(asked));
  return { next: arrived.next, leave: () => request.destroy(), closeCode: () => undefined };
}

function readParts(response: IncomingMessage, arrived: Arrivals): void {
  let text = '';
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    text += chunk;
    const parts = text.split('\r\n--graphql');
    // A part is whole when its JSON is: the next boundary may be long in coming.
    text = parts.pop() ?? '';
    const last = bodyOf(text);
    if (last !== undefined) text = '';
    for (const body of [...parts.map(bodyOf), last]) readPart(body, arrived);
  });
  response.on('close', () => arrived.end());
  response.on('error', () => arrived.end());
}

function bodyOf(part: string): Record<string, unknown> | undefined {
  const body = part.split('\r\n\r\n')[1];
  if (!body) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function readPart(body: Record<string, unknown> | undefined, arrived: Arrivals): void {
  if (!body || !('payload' in body)) return;
  arrived.put(body['payload'] === null ? { errors: body['errors'] } : Object(body['payload']));
}

interface Arrivals {
  put(event: object): void;
  end(): void;
  next(): Promise<FollowedEvent | undefined>;
}

function createArrivals(): Arrivals {
  const events: FollowedEvent[] = [];
  let isOver = false;
  let wake = () => {};
  return {
    put(event) {
      events.push(JSON.parse(JSON.stringify(event)));
      wake();
    },
    end() {
      isOver = true;
      wake();
    },
    async next() {
      while (events.length === 0 && !isOver) await new Promise<void>((resolve) => (wake = resolve));
      return events.shift();
    },
  };
}
