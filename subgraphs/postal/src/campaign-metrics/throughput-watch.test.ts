import { expect, test } from '@jest/globals';
import { createThroughputWatch } from './throughput-watch.ts';

/** A flow that a test sets by hand. */
function aFlow() {
  let now = Date.parse('2026-11-23T12:00:00Z');
  let waiting: Record<string, number> = {};
  let readings = 0;
  const watch = createThroughputWatch(
    async (readFrom) => {
      readings += 1;
      const orders = new Map(readFrom === undefined ? [] : Object.entries(waiting));
      waiting = {};
      return { readTo: (readFrom ?? 0n) + 1n, orders };
    },
    { now: () => new Date(now) },
  );
  return {
    watch,
    readings: () => readings,
    async second(orders: Record<string, number> = {}) {
      now += 1_000;
      waiting = orders;
      await watch.look();
    },
  };
}

test('each order is in one point, the points of a follower lie end to end', async () => {
  const { watch, second } = aFlow();
  const points = watch.follow('one', 2, undefined);
  const first = points.next();
  await second();
  await second({ one: 3, other: 9 });
  await second({ one: 4 });

  expect((await first).value).toEqual({ at: new Date('2026-11-23T12:00:01Z'), key: 'ALL', orders: 7 });
  const next = points.next();
  await second();
  await second();
  expect((await next).value).toEqual({ at: new Date('2026-11-23T12:00:03Z'), key: 'ALL', orders: 0 });
});

test('who is slow gets one point for all that it missed', async () => {
  const { watch, second } = aFlow();
  const leaving = new AbortController();
  const points = watch.follow('one', 1, leaving.signal);
  const first = points.next();
  await second();
  await second({ one: 1 });
  await first;
  await second({ one: 2 });
  await second({ one: 3 });

  expect((await points.next()).value).toEqual({
    at: new Date('2026-11-23T12:00:02Z'),
    key: 'ALL',
    orders: 5,
  });
  leaving.abort();
  expect((await points.next()).done).toBe(true);
});

test('any number of followers share one reading, and without any nothing is read', async () => {
  const { watch, second, readings } = aFlow();
  await second();
  expect(readings()).toBe(0);

  const followers = Array.from({ length: 500 }, () => watch.follow('one', 1, undefined));
  const firsts = followers.map((points) => points.next());
  await second();
  await second({ one: 8 });

  expect(readings()).toBe(2);
  for (const first of await Promise.all(firsts)) expect(first.value).toMatchObject({ orders: 8 });
  await Promise.all(followers.map((points) => points.return()));
  await second();
  expect(readings()).toBe(2);
});
