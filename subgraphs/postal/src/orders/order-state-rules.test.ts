import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isBeforeLabel, mayBecome, nextStates } from './order-state-rules.ts';
import type { OrderStatus } from './order.ts';

const statuses: readonly OrderStatus[] = [
  'RECEIVED',
  'HELD_FOR_REVIEW',
  'CONFIRMED',
  'BACKORDERED',
  'ALLOCATED',
  'IN_PREPARATION',
  'SHIPPED',
  'OUT_FOR_DELIVERY',
  'DELIVERED',
  'DELIVERY_EXCEPTION',
  'RETURNED',
  'CANCELLED',
  'REPLACED',
];
const begins: readonly OrderStatus[] = ['RECEIVED', 'HELD_FOR_REVIEW', 'CONFIRMED'];
const withCarrier = new Set<OrderStatus>([
  'SHIPPED',
  'OUT_FOR_DELIVERY',
  'DELIVERED',
  'DELIVERY_EXCEPTION',
  'RETURNED',
  'REPLACED',
]);

/** A life of an order: where it begins, and at each step one of the ways that are open. */
const life = fc
  .tuple(fc.constantFrom(...begins), fc.array(fc.nat(), { maxLength: 40 }))
  .map(([first, choices]) => {
    const visited: OrderStatus[] = [first];
    for (const choice of choices) {
      const open = nextStates(visited.at(-1) ?? first);
      const next = open[choice % (open.length || 1)];
      if (next) visited.push(next);
    }
    return visited;
  });

test('in every life an order that is with the carrier stays there, and one that is cancelled or replaced ends', () => {
  fc.assert(
    fc.property(life, (visited) => {
      const firstScan = visited.findIndex((status) => withCarrier.has(status));
      const afterwards = firstScan < 0 ? [] : visited.slice(firstScan);

      expect(afterwards.every((status) => withCarrier.has(status))).toBe(true);
      expect(visited.slice(0, -1)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(CANCELLED|REPLACED)$/)]),
      );
    }),
  );
});

test('an order can be cancelled exactly until its label is made, and replaced only once the carrier has it', () => {
  expect(statuses.filter((status) => mayBecome(status, 'CANCELLED'))).toEqual(statuses.filter(isBeforeLabel));
  expect(statuses.filter((status) => mayBecome(status, 'REPLACED'))).toEqual(
    statuses.filter((status) => withCarrier.has(status) && status !== 'REPLACED'),
  );
});

test('every status is reached by some order, and none leads to itself', () => {
  const reached = new Set([...begins, ...statuses.flatMap(nextStates)]);

  expect([...reached].sort()).toEqual([...statuses].sort());
  expect(statuses.filter((status) => mayBecome(status, status))).toEqual([]);
});
