import { Agent, request } from 'node:http';

/** What came of one request. */
export type Outcome =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly data: unknown;
      /** Whether the answer says that its connection closes. */
      readonly closes: boolean;
    }
  | { readonly kind: 'failed'; readonly cause: Error };

export interface Clients {
  readonly outcomes: readonly Outcome[];
  /** Resolves when an answer has come that fits. */
  until(fits: (data: unknown) => boolean): Promise<void>;
  /** Resolves when so many more have been answered. */
  answered(more: number): Promise<void>;
  /** Lets what is under way end; nothing more is asked. */
  stop(): Promise<void>;
}

/** Clients that ask one query after another over connections that they keep, each as soon as it has its answer. Nothing is asked twice. */
export function startClients(count: number, url: string, queries: readonly string[]): Clients {
  const agent = new Agent({ keepAlive: true, maxSockets: count });
  const outcomes: Outcome[] = [];
  const conditions = new Set<() => void>();
  let isStopped = false;
  let asked = 0;

  async function client(): Promise<void> {
    while (!isStopped) {
      const query = queries[asked++ % queries.length] ?? '';
      outcomes.push(await ask(`${url}/graphql`, query, agent));
      conditions.forEach((condition) => condition());
    }
  }
  const clients = Array.from({ length: count }, client);

  const when = (holds: () => boolean) =>
    new Promise<void>((resolve) => {
      const condition = () => {
        if (!holds()) return;
        conditions.delete(condition);
        resolve();
      };
      conditions.add(condition);
      condition();
    });

  return {
    outcomes,
    until(fits) {
      const from = outcomes.length;
      return when(() =>
        outcomes.slice(from).some((outcome) => outcome.kind === 'answered' && fits(outcome.data)),
      );
    },
    answered(more) {
      const enough = outcomes.length + more;
      return when(() => outcomes.length >= enough);
    },
    async stop() {
      isStopped = true;
      await Promise.all(clients);
      agent.destroy();
    },
  };
}

function ask(url: string, query: string, agent: Agent): Promise<Outcome> {
  return new Promise((resolve) => {
    const fail = (cause: Error) => resolve({ kind: 'failed', cause });
    const asking = request(url, { method: 'POST', agent, headers: { 'content-type': 'application/json' } });
    asking.on('error', fail);
    asking.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('error', fail);
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        const data: unknown = JSON.parse(text).data;
        const closes = response.headers.connection === 'close';
        resolve({ kind: 'answered', status: response.statusCode ?? 0, data, closes });
      });
    });
    asking.end(JSON.stringify({ query }));
  });
}
