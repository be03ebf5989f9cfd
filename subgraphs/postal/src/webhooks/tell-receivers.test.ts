import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createDatabaseAdapter, openPool } from '@rotunda/platform/open-database';
import { type TestDatabase, createTestDatabase } from '@rotunda/platform/test-database';
import { anonymousViewer } from '@rotunda/platform/viewer';
import type pg from 'pg';
import { seedDemonstrationCampaign } from '../demonstration/demonstration-campaign.ts';
import { PrismaClient } from '../generated/prisma/client.ts';
import { anOrderDraft } from '../intake/an-order-draft.ts';
import { createClaimStore } from '../intake/claim-store.ts';
import { changeOrderStatuses } from '../order-history/order-event-store.ts';
import { type TestReceiver, createTestReceiver } from './create-test-receiver.ts';
import { type Webhooks, createWebhooks } from './create-webhooks.ts';
import { registerWebhook, replayEvents } from './manage-webhooks.ts';

const asked = { viewer: { ...anonymousViewer, agency: 'HHS' }, language: 'en' } as const;
const consent = { 'webhook-allowed-origin': '*', 'webhook-allowed-rate': '*' };
let database: TestDatabase;
let prisma: PrismaClient;
let pool: pg.Pool;
let roundId: number;
let nextNumber = 1;
let now: number;
const clock = { now: () => new Date(now) };
const pass = (ms: number) => void (now += ms);
let open: Webhooks[];
let receiver: TestReceiver;
let secret: string;
let webhookId: string;

beforeAll(async () => {
  database = await createTestDatabase('postal');
  prisma = new PrismaClient({ adapter: createDatabaseAdapter(database.url) });
  pool = openPool(database.url);
  await seedDemonstrationCampaign(prisma);
  roundId = (await prisma.campaignRound.findFirstOrThrow({ where: { ordinal: 1 } })).id;
});
afterAll(async () => {
  await prisma.$disconnect();
  await pool.end();
  await database.drop();
});

beforeEach(async () => {
  now = Date.now();
  open = [];
  receiver = await createTestReceiver(consent);
  const wing = await start();
  const input = { url: receiver.url, types: ['ORDER_PLACED', 'ORDER_STATUS_CHANGED'] } as const;
  const registered = await registerWebhook(input, asked, wing);
  if (!('webhook' in registered)) throw new Error(registered.userErrors[0]?.message);
  secret = registered.secret;
  webhookId = registered.webhook.id;
  await wing.tell();
});
afterEach(async () => {
  await Promise.all(open.map((wing) => wing.close()));
  await receiver.fall();
  await prisma.webhook.deleteMany();
});

/** A process of the wing. */
async function start(timeoutMs = 5_000): Promise<Webhooks> {
  const receivers = { origin: 'postal.rotunda.example', privateReceivers: true, timeoutMs };
  const reportFault = (cause: unknown) => void process.emitWarning(String(cause));
  const wing = await createWebhooks(prisma, receivers, { clock, reportFault });
  open.push(wing);
  return wing;
}

async function place(count: number): Promise<readonly number[]> {
  const claims = Array.from({ length: count }, () => ({
    draft: anOrderDraft(),
    number: nextNumber++,
    roundId,
    ordinal: 1,
  }));
  await createClaimStore(pool).place(claims, clock.now());
  return claims.map(({ number }) => number);
}

async function allocate(numbers: readonly number[]): Promise<void> {
  const changes = numbers.map((number) => ({ number, from: 'CONFIRMED', to: 'ALLOCATED' }) as const);
  await changeOrderStatuses(prisma, changes, { actor: 'WING' }, clock.now());
}

const wing = () => open[0] ?? neverOpened();
const neverOpened = (): never => {
  throw new Error('No wing is open.');
};
const idsOf = (events: readonly { readonly id: string }[]) => [...new Set(events.map(({ id }) => id))];
const typesOf = (subject: string) =>
  receiver
    .received(secret)
    .flatMap((event) => (event.subject === subject ? event.type.split('.').at(-2) : []));

test('an order is told when it is placed and whenever it changes, each order in its order, signed', async () => {
  const numbers = await place(20);
  await allocate(numbers);
  await wing().tell();

  const told = receiver.received(secret);

  expect(idsOf(told)).toHaveLength(40);
  for (const subject of new Set(told.map((event) => event.subject)))
    expect(typesOf(subject)).toEqual(['placed', 'status-changed']);
  expect(told.find(({ type }) => type.includes('status-changed'))?.data).toEqual({
    campaign: 'campaign-home-tests-2026',
    round: 1,
    channel: 'WEB',
    zip3: '200',
    county: '11001',
    from: 'CONFIRMED',
    to: 'ALLOCATED',
    reason: null,
  });
});

describe('nothing is lost, and what comes twice has the same id', () => {
  test('while the receiver fails', async () => {
    receiver.answer(() => ({ status: 500 }));
    await place(30);
    await wing().tell();
    receiver.answer(() => ({ status: 200 }));
    pass(10_000);
    await wing().tell();

    const told = receiver.received(secret);

    expect(idsOf(told)).toHaveLength(30);
    expect(told.length).toBeGreaterThan(30);
  });

  test('while the receiver takes events and answers too late', async () => {
    await wing().close();
    const hasty = await start(200);
    receiver.answer(() => 'NONE');
    await place(3);
    await hasty.tell();
    receiver.answer(() => ({ status: 202 }));
    pass(10_000);
    await hasty.tell();

    const told = receiver.received(secret);

    expect(told).toHaveLength(6);
    expect(idsOf(told)).toHaveLength(3);
  });

  test('while the receiver is down', async () => {
    await receiver.fall();
    await place(10);
    await wing().tell();
    await receiver.rise();
    pass(10_000);
    await wing().tell();

    expect(idsOf(receiver.received(secret))).toHaveLength(10);
  });

  test('while a process of the wing ends in the middle and another begins', async () => {
    receiver.answer(() => 'NONE');
    await place(12);
    const arrived = receiver.arrivals(8);
    const telling = wing().tell();
    await arrived;
    await wing().close();
    await telling.catch(() => {});
    receiver.answer(() => ({ status: 204 }));
    const next = await start();
    pass(120_000);
    await next.tell();

    expect(idsOf(receiver.received(secret))).toHaveLength(12);
  });
});

test('two processes share the work: each event comes once', async () => {
  const other = await start();
  await place(60);
  await Promise.all([wing().tell(), other.tell()]);
  await Promise.all([wing().tell(), other.tell()]);

  expect(receiver.received(secret)).toHaveLength(60);
});

test('an event that is refused holds up its own household alone, and is given up after three days', async () => {
  const [refused = 0, other = 0] = await place(2);
  await wing().tell();
  const [first] = receiver.received(secret);
  receiver.answer(({ subject, type }) => ({
    status: subject === first?.subject && type.includes('status') ? 422 : 204,
  }));
  await allocate([refused, other]);
  await wing().tell();
  const before = receiver.received(secret);
  expect(before.filter(({ type }) => type.includes('status'))).toHaveLength(2);

  pass(73 * 3_600_000);
  await wing().tell();
  const dead = await wing().webhooks.listDead(webhookId, 10);

  expect(dead).toMatchObject([{ reason: 'HTTP 422', attempts: 2 }]);
  receiver.answer(() => ({ status: 204 }));
  await place(1);
  await wing().tell();
  expect(await wing().webhooks.find('HHS', webhookId)).toMatchObject({
    status: 'ACTIVE',
    failingSince: null,
  });
});

test('events are told again from any of them on, in the same order and with the same ids', async () => {
  await allocate(await place(5));
  await wing().tell();
  const first = receiver.received(secret);
  const from = [...first].sort((one, two) => (one.sequence < two.sequence ? -1 : 1)).at(4);

  await replayEvents({ webhook: webhookId, from: from?.sequence }, asked, wing());
  await wing().tell();

  const again = receiver.received(secret).slice(first.length);
  expect(idsOf(again).sort()).toEqual(
    idsOf(first.filter(({ sequence }) => from && sequence >= from.sequence)).sort(),
  );
});

test('a place from before the oldest event that is kept, and one that has not come yet, are refused', async () => {
  await place(1);
  await wing().tell();
  const refuse = async (from: string) =>
    (await replayEvents({ webhook: webhookId, from }, asked, wing())).userErrors.map(({ code }) => code);

  expect(await refuse('0')).toEqual(['EVENTS_NOT_KEPT']);
  expect(await refuse('999999999')).toEqual(['EVENTS_NOT_KEPT']);
  expect(await refuse('tomorrow')).toEqual(['EVENTS_NOT_KEPT']);
});

test('a receiver that wants to be asked later is left alone until then', async () => {
  receiver.answer(() => ({ status: 429, retryAfter: '120' }));
  await place(1);
  await wing().tell();
  receiver.answer(() => ({ status: 204 }));
  pass(60_000);
  await wing().tell();
  expect(receiver.received(secret)).toHaveLength(1);

  pass(60_001);
  await wing().tell();

  expect(receiver.received(secret)).toHaveLength(2);
});

test('a receiver that is gone for good is told nothing more until it is wanted again', async () => {
  receiver.answer(() => ({ status: 410 }));
  await place(1);
  await wing().tell();
  receiver.answer(() => ({ status: 204 }));
  pass(120_000);
  await wing().tell();
  expect(receiver.received(secret)).toHaveLength(1);
  expect(await wing().webhooks.find('HHS', webhookId)).toMatchObject({ status: 'RETIRED' });

  await replayEvents({ webhook: webhookId, from: undefined }, asked, wing());
  await wing().tell();

  expect(receiver.received(secret).length).toBeGreaterThan(1);
});

test('a receiver gets no more requests a minute than it allows', async () => {
  await prisma.webhook.update({ where: { id: webhookId }, data: { requestsPerMinute: 6 } });
  await place(20);
  await wing().tell();
  expect(receiver.received(secret)).toHaveLength(6);

  pass(30_000);
  await wing().tell();

  expect(receiver.received(secret)).toHaveLength(9);
});

test('an order is never told before its placing, even where its change was begun by an older transaction', async () => {
  await prisma.$transaction(async (older) => {
    await older.$queryRaw`SELECT pg_current_xact_id()::text`;
    const [number = 0] = await place(1);
    await wing().tell();
    pass(-60_000);
    await changeOrderStatuses(
      older,
      [{ number, from: 'CONFIRMED', to: 'CANCELLED' }],
      { actor: 'HOUSEHOLD' },
      clock.now(),
    );
  });
  pass(60_000);
  await wing().tell();

  const [one] = receiver.received(secret);
  expect(typesOf(one?.subject ?? '')).toEqual(['placed', 'status-changed']);
});

test('without a webhook nothing is written down', async () => {
  await prisma.webhook.deleteMany();
  const before = await prisma.outboxEvent.count();
  await place(5);
  await wing().tell();

  expect(await prisma.outboxEvent.count()).toBe(before);
});

test('a server that does not agree is told nothing', async () => {
  const shy = await createTestReceiver({ allow: 'POST' });
  const other = await createTestReceiver({ 'webhook-allowed-origin': 'someone.else.example' });
  const types = ['ORDER_PLACED'] as const;

  for (const { url } of [shy, other]) {
    const answer = await registerWebhook({ url, types }, asked, wing());
    expect(answer.userErrors).toMatchObject([{ code: 'WEBHOOK_NOT_CONFIRMED', path: ['url'] }]);
  }
  expect(shy.asked()).toMatchObject({
    'webhook-request-origin': 'postal.rotunda.example',
    'webhook-request-rate': '6000',
  });
  await Promise.all([shy.fall(), other.fall()]);
});

test('one agency registers a URL once, and neither sees nor sets back the webhook of another', async () => {
  const again = await registerWebhook({ url: receiver.url, types: ['ORDER_PLACED'] }, asked, wing());
  expect(again.userErrors).toMatchObject([{ code: 'WEBHOOK_EXISTS' }]);

  const theirs = { ...asked, viewer: { ...asked.viewer, agency: 'FEMA' } };
  const answer = await replayEvents({ webhook: webhookId, from: undefined }, theirs, wing());
  const unknown = await replayEvents({ webhook: randomUUID(), from: undefined }, theirs, wing());

  expect(answer).toEqual(unknown);
  expect(await wing().webhooks.list('FEMA')).toEqual([]);
  await expect(
    registerWebhook(
      { url: receiver.url, types: ['ORDER_PLACED'] },
      { ...asked, viewer: anonymousViewer },
      wing(),
    ),
  ).rejects.toThrow('no agency');
});
