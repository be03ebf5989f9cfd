import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { answerUpgrades } from '@rotunda/platform/answer-upgrades';
import type { SubgraphResult } from '@rotunda/platform/subgraph-executor';
import { Pool } from 'undici';
import { type ExchangeTimes, type KeptExchange, keepExchange } from './keep-exchange.ts';
import { PendingRequest } from './pending-request.ts';
import type { WingExchange } from './wing-exchange.ts';

const patient = { renewedAfterMs: 60_000, trustedMs: 60_000, silenceMs: 60_000 };

let server: Server;
let pool: Pool;
let kept: KeptExchange;
let upgrades = 0;
afterEach(async () => {
  kept.close();
  await pool.destroy();
  await new Promise((resolve) => server.close(resolve));
});

/** An exchange with a wing that answers every document but `{ silent }`. */
async function keeping(times: ExchangeTimes): Promise<void> {
  upgrades = 0;
  server = createServer();
  server.on('upgrade', () => (upgrades += 1));
  answerUpgrades(server, {
    execute: ({ document }, signal) =>
      new Promise((resolve) => {
        if (document !== '{ silent }') resolve({ data: { document } });
        signal?.addEventListener('abort', () => resolve({ data: null }));
      }),
    subscribe: async () => ({ data: null }),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  pool = new Pool(`http://127.0.0.1:${port}`, { connections: null });
  kept = keepExchange(pool, times);
}

async function anExchange(): Promise<WingExchange> {
  for (;;) {
    const current = kept.current();
    if (current) return current;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function ask(exchange: WingExchange, document: string, signal?: AbortSignal): Promise<SubgraphResult> {
  const request = { document, viewerToken: 't', requestId: 'r' };
  return new Promise((resolve, reject) =>
    exchange.send([new PendingRequest(request, { signal, resolve, reject })], () => {}),
  );
}

test('one exchange serves all while it is young', async () => {
  await keeping(patient);
  const first = await anExchange();
  await ask(first, '{ a }');

  expect(await anExchange()).toBe(first);
  expect(upgrades).toBe(1);
});

test('an old one is used until another is open, and answers what it was asked', async () => {
  await keeping({ ...patient, renewedAfterMs: 0 });
  const old = await anExchange();
  const asked = ask(old, '{ a }');
  let current = await anExchange();
  while (current === old) {
    await new Promise((resolve) => setImmediate(resolve));
    current = await anExchange();
  }

  expect(await asked).toEqual({ data: { document: '{ a }' } });
  expect(old.takesBatches).toBe(false);
});

test('an old one on which nothing was heard is not trusted with a batch', async () => {
  await keeping({ ...patient, renewedAfterMs: 0, trustedMs: 0 });

  expect(kept.current()).toBeUndefined();
  while (kept.standing().open === 0) await new Promise((resolve) => setImmediate(resolve));

  expect(kept.current()).toBeUndefined();
  expect(kept.standing().open).toBe(0);
});

test.each([
  ['is silent', 0, false],
  ['has not been silent for long', 60_000, true],
])(
  'a wing that %s while a caller waits in vain: more is sent to it (%s ms) is %s',
  async (_name, silenceMs, isSent) => {
    await keeping({ ...patient, silenceMs });
    const exchange = await anExchange();
    const caller = new AbortController();
    const asked = ask(exchange, '{ silent }', caller.signal);

    caller.abort();

    await expect(asked).rejects.toThrow('Nobody waits');
    expect(exchange.takesBatches).toBe(isSent);
  },
);
