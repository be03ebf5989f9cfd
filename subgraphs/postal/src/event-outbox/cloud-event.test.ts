import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { CloudEvent, HTTP } from 'cloudevents';
import { formatOrderNumber } from '../orders/order-number.ts';
import { cloudEventOf } from './cloud-event.ts';
import type { EventFacts, OutboxEvent } from './outbox-event.ts';

const [ours, theirs] = [randomBytes(32), randomBytes(32)];
const household = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
const order = {
  orderNumber: 123_456_789,
  campaignId: 'campaign-home-tests-2026',
  roundOrdinal: 1,
  channel: 'WEB',
  zip3: '200',
  countyFips: '11001',
};
const kits = [{ siteCode: 'FC20018', lot: 'LOT-1', gtin: '09521101530018', quantity: 48 }];
const kinds: readonly EventFacts[] = [
  { kind: 'ORDER_PLACED', ...order },
  { kind: 'ORDER_STATUS_CHANGED', ...order, from: 'CONFIRMED', to: 'ALLOCATED', reason: null },
  { kind: 'ORDER_ALLOCATED', ...order, kits },
  { kind: 'CONSIGNMENT_RECEIVED', consignment: 'consignment-7', kits },
  { kind: 'LOT_RECALLED', recall: 'recall-3', lot: 'LOT-1', gtin: '09521101530018', kits, sentParcels: 5 },
];

const anEvent = (facts: EventFacts): OutboxEvent => ({
  position: 42n,
  at: new Date('2026-11-23T12:00:00.123Z'),
  partitionKey: household,
  facts,
});

test.each(kinds)('the reference library reads $kind as a valid CloudEvent', (facts) => {
  const written = cloudEventOf(anEvent(facts), ours);

  const read = HTTP.toEvent({
    headers: { 'content-type': 'application/cloudevents+json; charset=utf-8' },
    body: JSON.stringify(written),
  });

  if (!(read instanceof CloudEvent)) throw new Error('Several events were read.');
  expect(read.validate()).toBe(true);
  expect(read.toJSON()).toMatchObject({ id: 'postal-42', type: written.type, data: written.data });
});

test('an event names neither its order nor its household in a way that leads to them', () => {
  for (const facts of kinds) {
    const text = JSON.stringify(cloudEventOf(anEvent(facts), ours));

    expect(text).not.toContain(household);
    expect(text).not.toContain(String(order.orderNumber));
    expect(text).not.toContain(formatOrderNumber(order.orderNumber));
  }
});

test('events of one order share their subject and partition for one receiver, and for no two', () => {
  const [placed, changed] = kinds.map((facts) => cloudEventOf(anEvent(facts), ours));
  const [elsewhere] = kinds.map((facts) => cloudEventOf(anEvent(facts), theirs));

  expect(changed?.subject).toBe(placed?.subject);
  expect(changed?.partitionkey).toBe(placed?.partitionkey);
  expect(elsewhere?.subject).not.toBe(placed?.subject);
  expect(elsewhere?.partitionkey).not.toBe(placed?.partitionkey);
});
