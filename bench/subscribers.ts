import { fork } from 'node:child_process';
import { createSecretKey, randomBytes } from 'node:crypto';
import { EventEmitter, on, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { admitEverybody } from '@rotunda/gateway/admission/admit-everybody';
import { createAuditLog } from '@rotunda/gateway/audit/audit-log';
import { createGateway } from '@rotunda/gateway/create-gateway';
import { linkInProcess } from '@rotunda/gateway/execution/link-in-process';
import { composeSupergraph } from '@rotunda/gateway/supergraph/compose-supergraph';
import { systemClock } from '@rotunda/platform/clock';
import { createFederatedSchema } from '@rotunda/platform/create-federated-schema';
import { createSigningKey } from '@rotunda/platform/signing-keys';
import type { Subgraph } from '@rotunda/platform/subgraph';
import { createViewerTokenVerifier } from '@rotunda/platform/viewer-token';

const subscribers = 10_000;
const events = 10;
const pauseMs = 2_000;
const schemaFile = new URL('./live/ticker.graphql', import.meta.url);

/** One JSON line: memory of the gateway's process for each of many subscribers, and how late events reach them. */
export async function subscribersBench(): Promise<void> {
  const ticks = new EventEmitter().setMaxListeners(0);
  const folder = await mkdtemp(join(tmpdir(), 'rotunda-bench-'));
  const gateway = await openGateway(ticks, folder);
  const { url } = await gateway.listen({ port: 0 });
  const before = memory();

  const followers = fork(new URL('./live/follower-process.ts', import.meta.url), [url, String(subscribers)]);
  await once(followers, 'message');
  // The gateway answers a subscriber before its wing has begun to follow.
  while (ticks.listenerCount('tick') === 0) await wait(50);
  const after = memory();
  const cpuBefore = process.cpuUsage();
  for (let event = 0; event < events; event += 1) {
    ticks.emit('tick', { at: performance.timeOrigin + performance.now(), text: 'x'.repeat(200) });
    await wait(pauseMs);
  }
  const { user, system } = process.cpuUsage(cpuBefore);
  const streamsOfTheWing = ticks.listenerCount('tick');
  followers.send('tell');
  const [{ latenciesMs }] = await once(followers, 'message');
  followers.disconnect();
  await once(followers, 'exit');
  await gateway.close();
  await rm(folder, { recursive: true });

  const sorted: number[] = latenciesMs.toSorted((one: number, other: number) => one - other);
  const quantile = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)] ?? Number.NaN);
  console.log(
    JSON.stringify({
      bench: 'subscribers',
      at: new Date().toISOString(),
      machine: `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`,
      subscribers,
      delivered: sorted.length,
      expected: subscribers * events,
      streamsOfTheWing,
      kilobytesPerSubscriber: {
        resident: Math.round((after.resident - before.resident) / subscribers / 1024),
        heap: Math.round((after.heap - before.heap) / subscribers / 1024),
      },
      cpuMicrosecondsPerDelivery: Math.round((user + system) / Math.max(sorted.length, 1)),
      latencyMs: { p50: quantile(0.5), p99: quantile(0.99), worst: quantile(0.999_999) },
    }),
  );
}

async function openGateway(ticks: EventEmitter, folder: string) {
  const viewerKey = await createSigningKey();
  const subgraph = tickerWing(ticks);
  const reportFault = (fault: object) => console.error(fault);
  const warn = (facts: object, message: string) => console.error(message, facts);
  return createGateway({
    supergraphSdl: composeSupergraph({ ticker: readFileSync(schemaFile, 'utf8') }).supergraphSdl,
    links: [
      linkInProcess({
        subgraph,
        verifier: createViewerTokenVerifier(viewerKey.publicKeys, 'ticker', systemClock),
        reportFault,
      }),
    ],
    trustedIssuers: [],
    viewerSigningKey: viewerKey,
    clock: systemClock,
    log: { info: () => {}, warn, error: warn },
    admit: admitEverybody,
    audit: await createAuditLog({
      folder,
      signingKey: await createSigningKey(),
      hashKey: createSecretKey(randomBytes(32)),
      clock: systemClock,
      report: reportFault,
    }),
  });
}

function tickerWing(ticks: EventEmitter): Subgraph {
  const follow = async function* (signal: AbortSignal | undefined) {
    try {
      for await (const [tick] of on(ticks, 'tick', signal ? { signal } : {})) yield tick;
    } catch (cause) {
      if (!signal?.aborted) throw cause;
    }
  };
  return {
    name: 'ticker',
    schema: createFederatedSchema({
      schemaFile,
      resolvers: {
        Subscription: {
          ticked: {
            subscribe: (_root: unknown, _values: unknown, { facts }: { facts: { signal?: AbortSignal } }) =>
              follow(facts.signal),
            resolve: (tick: object) => tick,
          },
        },
      },
      policies: { publicFields: ['Query.now', 'Subscription.ticked'], named: {} },
    }),
    requestFor: (viewer, facts) => ({ viewer, facts }),
    close: async () => {},
  };
}

function memory(): { readonly resident: number; readonly heap: number } {
  const { rss, heapUsed } = process.memoryUsage();
  return { resident: rss, heap: heapUsed };
}
