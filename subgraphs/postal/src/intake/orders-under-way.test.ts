import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { boundOrdersUnderWay } from './orders-under-way.ts';

test('never more orders are under way than may be, and one that ends makes room for one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.boolean(), { maxLength: 60 }),
      (atMost, steps) => {
        const orders = boundOrdersUnderWay(atMost);
        let underWay = 0;
        for (const comes of steps) {
          if (comes) {
            expect(orders.enter() === undefined).toBe(underWay < atMost);
            underWay = Math.min(underWay + 1, atMost);
          } else if (underWay > 0) {
            orders.leave();
            underWay -= 1;
          }
        }
      },
    ),
  );
});

test('who is sent away comes back within twice the time that the orders under way should take', () => {
  let now = 0;
  const waits = [0, 1].map((drawn) => {
    const orders = boundOrdersUnderWay(100, { nowMs: () => now, random: () => drawn });
    for (let count = 0; count < 100; count += 1) orders.enter();
    for (let count = 0; count < 2_000; count += 1) {
      now += 10;
      orders.leave();
      orders.enter();
    }
    return orders.enter()?.retryAfterMs;
  });

  expect(waits).toEqual([1_000, 2_000]);
});

test('who is sent away is told how many orders end in a second of this crowd, once that is known', () => {
  let now = 0;
  const orders = boundOrdersUnderWay(100, { nowMs: () => now });
  for (let count = 0; count < 100; count += 1) orders.enter();
  const told: (number | undefined)[] = [];
  for (let commit = 0; commit < 400; commit += 1) {
    told.push(orders.enter()?.roomPerSecond);
    now += 10;
    for (let count = 0; count < 40; count += 1) {
      orders.leave();
      orders.enter();
    }
  }
  now += 1_001;

  expect(told.slice(0, 25)).toEqual(Array(25).fill(undefined));
  expect(new Set(told.slice(25))).toEqual(new Set([4_000]));
  expect(orders.enter()?.roomPerSecond).toBeUndefined();
});

test.each([
  ['shorter than a quarter of a second', 0.001, 250],
  ['longer than ten seconds', 10_000, 10_000],
])('no wait is %s', (_name, gapMs, wait) => {
  let now = 0;
  const orders = boundOrdersUnderWay(50, { nowMs: () => now });
  for (let count = 0; count < 50; count += 1) orders.enter();
  for (let count = 0; count < 500; count += 1) {
    now += gapMs;
    orders.leave();
    orders.enter();
  }

  expect(orders.enter()?.retryAfterMs).toBe(wait);
});
