import { type IncomingMessage, type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { afterEach, describe, expect, test } from '@jest/globals';
import { linkOverHttp } from '@rotunda/gateway/execution/link-over-http';
import { answerUpgrades } from '@rotunda/platform/answer-upgrades';
import { serveSubgraph } from '@rotunda/platform/serve-subgraph';
import type { SubgraphExecutor, SubgraphRequest, SubgraphResult } from '@rotunda/platform/subgraph-executor';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

const aRequest = (document: string, rest: Partial<SubgraphRequest> = {}): SubgraphRequest => ({
  document,
  viewerToken: 't',
  requestId: 'r',
  ...rest,
});

function answering(execute: SubgraphExecutor['execute']): SubgraphExecutor {
  return { execute, subscribe: async () => ({ errors: [{ message: 'There are no events here.' }] }) };
}

/** A link to a listener that answers over exchanges only, with an exchange open. */
async function anExchange(upgrade: (server: Server) => void) {
  const connections: Duplex[] = [];
  const server = createServer((_request, response) => response.writeHead(503).end());
  server.on('upgrade', (_request: IncomingMessage, connection: Duplex) => connections.push(connection));
  upgrade(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const link = linkOverHttp({ name: 'mail', url: new URL(`http://127.0.0.1:${port}`) });
  closing.push(async () => {
    await link.close();
    connections.forEach((connection) => connection.destroy());
    server.closeAllConnections();
    server.close();
  });
  const open = async (): Promise<SubgraphResult> =>
    link.execute(aRequest('{ open }')).catch(async () => open());
  await open();
  return { link, connections, open };
}

const held = () => {
  let release = () => {};
  const until = new Promise<void>((resolve) => (release = resolve));
  return { until, release };
};

describe('over a lasting exchange', () => {
  test('every operation has its own document, viewer and variables, however many go together', async () => {
    const { link, connections } = await anExchange((server) =>
      answerUpgrades(
        server,
        answering(async ({ document, viewerToken, variables }) => ({
          data: { document, viewerToken, ...variables },
        })),
      ),
    );
    const asked = Array.from({ length: 3_000 }, (_, n) => ({
      document: `{ field${n % 7} }`,
      viewerToken: `token of caller ${n % 1_300}`,
      n,
    }));

    const answers = await Promise.all(
      asked.map(({ document, viewerToken, n }) =>
        link.execute(aRequest(document, { viewerToken, variables: { n } })),
      ),
    );

    expect(answers.map(({ data }) => data)).toEqual(asked);
    expect(connections).toHaveLength(1);
  });

  test('a slow operation lets those behind it go first', async () => {
    const slow = held();
    const { link } = await anExchange((server) =>
      answerUpgrades(
        server,
        answering(async ({ document }) => {
          if (document === '{ slow }') await slow.until;
          return { data: { document } };
        }),
      ),
    );

    const first = link.execute(aRequest('{ slow }'));
    expect(await link.execute(aRequest('{ quick }'))).toEqual({ data: { document: '{ quick }' } });
    slow.release();

    expect(await first).toEqual({ data: { document: '{ slow }' } });
  });

  test('an operation that nobody waits for is ended in the wing, and the others go on', async () => {
    const other = held();
    const seen = held();
    const aborted = held();
    const { link } = await anExchange((server) =>
      answerUpgrades(
        server,
        answering(async ({ document }, signal) => {
          if (document === '{ other }') await other.until;
          if (document === '{ forsaken }') {
            signal?.addEventListener('abort', aborted.release);
            seen.release();
            await aborted.until;
          }
          return { data: { document } };
        }),
      ),
    );
    const client = new AbortController();
    const going = link.execute(aRequest('{ other }'));
    await link.execute(aRequest('{ between }'));
    const forsaken = link.execute(aRequest('{ forsaken }'), client.signal);
    await seen.until;

    client.abort();

    await expect(forsaken).rejects.toThrow('Nobody waits');
    await aborted.until;
    other.release();
    expect(await going).toEqual({ data: { document: '{ other }' } });
  });

  test('a connection that breaks fails what was not answered, once, and another takes its place', async () => {
    const asked: string[] = [];
    const reached = held();
    const { link, connections, open } = await anExchange((server) =>
      answerUpgrades(
        server,
        answering(async ({ document }) => {
          asked.push(document);
          if (document !== 'mutation { post }') return { data: { document } };
          reached.release();
          return new Promise(() => {});
        }),
      ),
    );
    const posting = link.execute(aRequest('mutation { post }'));
    await reached.until;

    connections[0]?.destroy();

    await expect(posting).rejects.toBeInstanceOf(Error);
    expect(await open()).toEqual({ data: { document: '{ open }' } });
    expect(asked.filter((document) => document === 'mutation { post }')).toHaveLength(1);
    expect(connections).toHaveLength(2);
  });

  test('an answer of another shape fails its operation alone', async () => {
    const { link } = await anExchange((server) =>
      server.on('upgrade', (_request: IncomingMessage, connection: Duplex) => {
        connection.write(
          'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: rotunda-lines\r\n\r\n',
        );
        connection.on('data', (line: Buffer) => {
          const { batch, requests } = JSON.parse(line.toString());
          requests.forEach((_request: unknown, index: number) =>
            connection.write(
              `${JSON.stringify({ batch, index, result: { data: index === 1 ? 17 : {} } })}\n`,
            ),
          );
        });
      }),
    );

    const answers = await Promise.allSettled(
      ['{ a }', '{ b }', '{ c }'].map((document) => link.execute(aRequest(document))),
    );

    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});

test('a wing that closes answers what runs over an exchange, and is asked nothing more', async () => {
  const reached = held();
  const slow = held();
  const served = await serveSubgraph(
    answering(async ({ document }) => {
      if (document !== '{ slow }') return { data: { document } };
      reached.release();
      await slow.until;
      return { data: { document } };
    }),
    { port: 0, host: '127.0.0.1' },
  );
  const link = linkOverHttp({ name: 'mail', url: new URL(served.url) });
  closing.push(() => link.close());
  while (link.connections?.()?.open !== 2) await link.execute(aRequest('{ open }'));
  const running = link.execute(aRequest('{ slow }'));
  await reached.until;

  const closed = served.close();
  slow.release();

  expect(await running).toEqual({ data: { document: '{ slow }' } });
  await closed;
  await expect(link.execute(aRequest('{ late }'))).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
