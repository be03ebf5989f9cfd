import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { OutboxEvent } from '../event-outbox/outbox-event.ts';
import { sendInLanes } from './send-in-lanes.ts';
import { settleRound } from './settle-round-rules.ts';
import type { SendOutcome } from './webhook-sender.ts';
import type { WebhookToTell } from './webhook.ts';

const now = new Date('2026-11-23T12:00:00Z');
const webhook: WebhookToTell = {
  id: '00000000-0000-4000-8000-000000000001',
  agency: 'HHS',
  url: 'https://receiver.example/',
  kinds: ['CONSIGNMENT_RECEIVED'],
  status: 'ACTIVE',
  requestsPerMinute: null,
  createdAt: now,
  toldTo: 0n,
  failingSince: null,
  secret: new Uint8Array(32),
  failures: 0,
};

const anEvent = (position: number, partitionKey: string): OutboxEvent => ({
  position: BigInt(position),
  at: now,
  partitionKey,
  facts: { kind: 'CONSIGNMENT_RECEIVED', consignment: 'consignment-1', kits: [] },
});

const outcome = fc.constantFrom<SendOutcome>(
  { kind: 'TAKEN' },
  { kind: 'TAKEN' },
  { kind: 'REFUSED', reason: 'HTTP 422' },
  { kind: 'UNAVAILABLE', reason: 'HTTP 500' },
  { kind: 'UNAVAILABLE', reason: 'HTTP 429', retryAfterMs: 60_000 },
);
const deliveries = fc.array(fc.record({ partition: fc.constantFrom('a', 'b', 'c', 'd'), outcome }), {
  minLength: 1,
  maxLength: 30,
});

async function settle(
  wanted: readonly { partition: string; outcome: SendOutcome }[],
  blocked: ReadonlySet<string>,
) {
  const events = wanted.map(({ partition }, index) => anEvent(index + 1, partition));
  const sent: OutboxEvent[] = [];
  const outcomes = await sendInLanes(
    events.filter(({ partitionKey }) => !blocked.has(partitionKey)),
    async (event) => {
      sent.push(event);
      return wanted[Number(event.position) - 1]?.outcome ?? { kind: 'TAKEN' };
    },
  );
  const page = { events, readTo: BigInt(events.length) };
  return {
    sent,
    outcomes,
    report: settleRound({ webhook, page, blocked, due: [], outcomes, now, chance: 0.5 }),
  };
}

test('no event is lost: where the webhook goes on, each was taken or waits; else it stays where it was', async () => {
  await fc.assert(
    fc.asyncProperty(deliveries, fc.boolean(), async (wanted, isBlocked) => {
      const { outcomes, report } = await settle(wanted, new Set(isBlocked ? ['a'] : []));

      if (report.toldTo === 0n) return expect(report.retries).toEqual([]);
      const waiting = new Set(report.retries.map(({ position }) => position));
      wanted.forEach((_, index) => {
        const position = BigInt(index + 1);
        expect(outcomes.get(position)?.kind === 'TAKEN').toBe(!waiting.has(position));
      });
    }),
  );
});

test('within a partition nothing is sent after an event that was not taken, and nothing out of order', async () => {
  await fc.assert(
    fc.asyncProperty(deliveries, async (wanted) => {
      const { sent, outcomes } = await settle(wanted, new Set());

      for (const partition of ['a', 'b', 'c', 'd']) {
        const lane = sent.filter(({ partitionKey }) => partitionKey === partition);
        const positions = lane.map(({ position }) => Number(position));
        expect(positions).toEqual([...positions].sort((one, other) => one - other));
        const untaken = lane.filter(({ position }) => outcomes.get(position)?.kind !== 'TAKEN');
        expect(untaken.length).toBeLessThanOrEqual(1);
        if (untaken.length) expect(lane.at(-1)).toBe(untaken[0]);
      }
    }),
  );
});

test('a receiver that answers nothing is asked again later, and suspended after three days of it', async () => {
  const nothing = [{ partition: 'a', outcome: { kind: 'UNAVAILABLE', reason: 'No connection' } }] as const;
  const first = (await settle(nothing, new Set())).report;
  const outcomes = new Map([[1n, nothing[0].outcome]]);
  const page = { events: [anEvent(1, 'a')], readTo: 1n };
  const later = new Date(now.getTime() + 72 * 3_600_000);

  const last = settleRound({
    webhook: { ...webhook, ...first },
    page,
    blocked: new Set(),
    due: [],
    outcomes,
    now: later,
    chance: 0.5,
  });

  expect(first).toMatchObject({ status: 'ACTIVE', toldTo: 0n, failures: 1, failingSince: now });
  expect(first.nextAttemptAt.getTime() - now.getTime()).toBe(5_000);
  expect(last).toMatchObject({ status: 'SUSPENDED', toldTo: 0n, failures: 2, failingSince: now });
});

test('a receiver that is gone is told nothing more', async () => {
  const { report } = await settle([{ partition: 'a', outcome: { kind: 'RETIRED' } }], new Set());

  expect(report).toMatchObject({ status: 'RETIRED', toldTo: 0n });
});
