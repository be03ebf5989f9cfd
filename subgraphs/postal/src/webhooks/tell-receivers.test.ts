import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { changeOrderStatuses } from '../order-history/order-event-store.ts';
import { type TestReceiver, createTestReceiver } from './create-test-receiver.ts';
import { asPartner, createTestTelling } from './create-test-telling.ts';
import type { Webhooks } from './create-webhooks.ts';
import { replayEvents } from './manage-webhooks.ts';

let telling: Awaited<ReturnType<typeof createTestTelling>>;
let wing: Webhooks;
let receiver: TestReceiver;
let secret: string;
let webhookId: string;

beforeAll(async () => {
  telling = await createTestTelling();
});
afterAll(() => telling.close());

beforeEach(async () => {
  receiver = await createTestReceiver({ 'webhook-allowed-origin': '*', 'webhook-allowed-rate': '*' });
  wing = await telling.start();
  ({ id: webhookId, secret } = await telling.register(wing, receiver.url));
});
afterEach(async () => {
  await telling.reset();
  await receiver.fall();
});

const idsOf = (events: readonly { readonly id: string }[]) => [...new Set(events.map(({ id }) => id))];
const typesOf = (subject: string) =>
  receiver
    .received(secret)
    .flatMap((event) => (event.subject === subject ? event.type.split('.').at(-2) : []));

test('an order is told when it is placed and whenever it changes, each order in its order, signed', async () => {
  const numbers = await telling.place(20);
  await telling.allocate(numbers);
  await wing.tell();

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
    await telling.place(30);
    await wing.tell();
    receiver.answer(() => ({ status: 200 }));
    telling.pass(10_000);
    await wing.tell();

    const told = receiver.received(secret);

    expect(idsOf(told)).toHaveLength(30);
    expect(told.length).toBeGreaterThan(30);
  });

  test('while the receiver takes events and answers too late', async () => {
    await wing.close();
    const hasty = await telling.start(200);
    receiver.answer(() => 'NONE');
    await telling.place(3);
    await hasty.tell();
    receiver.answer(() => ({ status: 202 }));
    telling.pass(10_000);
    await hasty.tell();

    const told = receiver.received(secret);

    expect(told).toHaveLength(6);
    expect(idsOf(told)).toHaveLength(3);
  });

  test('while the receiver is down', async () => {
    await receiver.fall();
    await telling.place(10);
    await wing.tell();
    await receiver.rise();
    telling.pass(10_000);
    await wing.tell();

    expect(idsOf(receiver.received(secret))).toHaveLength(10);
  });

  test('while a process of the wing ends in the middle and another begins', async () => {
    receiver.answer(() => 'NONE');
    await telling.place(12);
    const arrived = receiver.arrivals(8);
    const underWay = wing.tell();
    await arrived;
    await wing.close();
    await underWay.catch(() => {});
    receiver.answer(() => ({ status: 204 }));
    const next = await telling.start();
    telling.pass(120_000);
    await next.tell();

    expect(idsOf(receiver.received(secret))).toHaveLength(12);
  });
});

test('two processes share the work: each event comes once', async () => {
  const other = await telling.start();
  await telling.place(60);
  await Promise.all([wing.tell(), other.tell()]);
  await Promise.all([wing.tell(), other.tell()]);

  expect(receiver.received(secret)).toHaveLength(60);
});

test('an event that is refused holds up its own household alone, and is given up after three days', async () => {
  const [refused = 0, other = 0] = await telling.place(2);
  await wing.tell();
  const [first] = receiver.received(secret);
  receiver.answer(({ subject, type }) => ({
    status: subject === first?.subject && type.includes('status') ? 422 : 204,
  }));
  await telling.allocate([refused, other]);
  await wing.tell();
  const before = receiver.received(secret);
  expect(before.filter(({ type }) => type.includes('status'))).toHaveLength(2);

  telling.pass(73 * 3_600_000);
  await wing.tell();
  const dead = await wing.webhooks.listDead(webhookId, 10);

  expect(dead).toMatchObject([{ reason: 'HTTP 422', attempts: 2 }]);
  receiver.answer(() => ({ status: 204 }));
  await telling.place(1);
  await wing.tell();
  expect(await wing.webhooks.find('HHS', webhookId)).toMatchObject({
    status: 'ACTIVE',
    failingSince: null,
  });
});

test('events are told again from any of them on, in the same order and with the same ids', async () => {
  await telling.allocate(await telling.place(5));
  await wing.tell();
  const first = receiver.received(secret);
  const from = [...first].sort((one, two) => (one.sequence < two.sequence ? -1 : 1)).at(4);

  await replayEvents({ webhook: webhookId, from: from?.sequence }, asPartner, wing);
  await wing.tell();

  const again = receiver.received(secret).slice(first.length);
  expect(idsOf(again).sort()).toEqual(
    idsOf(first.filter(({ sequence }) => from && sequence >= from.sequence)).sort(),
  );
});

test('a receiver that wants to be asked later is left alone until then', async () => {
  receiver.answer(() => ({ status: 429, retryAfter: '120' }));
  await telling.place(1);
  await wing.tell();
  receiver.answer(() => ({ status: 204 }));
  telling.pass(60_000);
  await wing.tell();
  expect(receiver.received(secret)).toHaveLength(1);

  telling.pass(60_001);
  await wing.tell();

  expect(receiver.received(secret)).toHaveLength(2);
});

test('a receiver that is gone for good is told nothing more until it is wanted again', async () => {
  receiver.answer(() => ({ status: 410 }));
  await telling.place(1);
  await wing.tell();
  receiver.answer(() => ({ status: 204 }));
  telling.pass(120_000);
  await wing.tell();
  expect(receiver.received(secret)).toHaveLength(1);
  expect(await wing.webhooks.find('HHS', webhookId)).toMatchObject({ status: 'RETIRED' });

  await replayEvents({ webhook: webhookId, from: undefined }, asPartner, wing);
  await wing.tell();

  expect(receiver.received(secret).length).toBeGreaterThan(1);
});

test('a receiver gets no more requests a minute than it allows', async () => {
  await telling.prisma.webhook.update({ where: { id: webhookId }, data: { requestsPerMinute: 6 } });
  await telling.place(20);
  await wing.tell();
  expect(receiver.received(secret)).toHaveLength(6);

  telling.pass(30_000);
  await wing.tell();

  expect(receiver.received(secret)).toHaveLength(9);
});

test('an order is never told before its placing, even where its change was begun by an older transaction', async () => {
  await telling.prisma.$transaction(async (older) => {
    await older.$queryRaw`SELECT pg_current_xact_id()::text`;
    const [number = 0] = await telling.place(1);
    await wing.tell();
    telling.pass(-60_000);
    await changeOrderStatuses(
      older,
      [{ number, from: 'CONFIRMED', to: 'CANCELLED' }],
      { actor: 'HOUSEHOLD' },
      telling.clock.now(),
    );
  });
  telling.pass(60_000);
  await wing.tell();

  const [one] = receiver.received(secret);
  expect(typesOf(one?.subject ?? '')).toEqual(['placed', 'status-changed']);
});
