import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface ReceivedEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly sequence: string;
  readonly partitionkey: string;
  readonly data: Readonly<Record<string, unknown>>;
}

type Answer = { readonly status: number; readonly retryAfter?: string } | 'NONE';

export interface TestReceiver {
  readonly url: string;
  /** Headers of the last request for consent. */
  readonly asked: () => IncomingMessage['headers'] | undefined;
  /** All that arrived, doubles too, in its order; with `secret` only what it signs. */
  readonly received: (secret?: string) => readonly ReceivedEvent[];
  /** How it answers events from now on. */
  answer(answerTo: (event: ReceivedEvent) => Answer): void;
  /** Settles once as many more events have arrived. */
  arrivals(count: number): Promise<void>;
  /** Stops listening, as a machine that went down; `rise` listens at the same place again. */
  fall(): Promise<void>;
  rise(): Promise<void>;
}

/** For tests: an agency's server that takes events over real HTTP. */
export async function createTestReceiver(consent: Readonly<Record<string, string>>): Promise<TestReceiver> {
  const requests: { readonly headers: Record<string, string>; readonly body: string }[] = [];
  const waiting: { readonly count: number; resolve(): void }[] = [];
  let asked: IncomingMessage['headers'] | undefined;
  let answerTo: (event: ReceivedEvent) => Answer = () => ({ status: 204 });

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'OPTIONS') {
      asked = request.headers;
      response.writeHead(204, consent).end();
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    requests.push({ headers: Object(request.headers), body });
    for (const { count, resolve } of waiting) if (requests.length >= count) resolve();
    const answer = answerTo(JSON.parse(body));
    if (answer === 'NONE') return;
    response.writeHead(answer.status, answer.retryAfter ? { 'retry-after': answer.retryAfter } : {}).end();
  }

  const server = createServer((request, response) => void take(request, response));
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}/events`,
    asked: () => asked,
    received: (secret) =>
      requests.map(({ headers, body }) => {
        if (secret) new Webhook(secret).verify(body, headers);
        return JSON.parse(body);
      }),
    answer: (next) => void (answerTo = next),
    arrivals: (count) => {
      const wanted = requests.length + count;
      return new Promise((resolve) => waiting.push({ count: wanted, resolve }));
    },
    fall: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    rise: () => listen(port),
  };
}
