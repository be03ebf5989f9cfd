import { expect, test } from '@jest/globals';
import type { Backlog } from './backlog.ts';
import { createBacklogWatch } from './backlog-watch.ts';

const kits = new Set(['kit']);
const aBacklog = (siteCode: string, orders: number): Backlog => ({
  siteCode,
  orders,
  oldestPlacedAt: undefined,
  parcelsToday: 0,
  clearDate: '2026-11-23',
});

test('each centre comes once as it is, then those that changed', async () => {
  let orders = 1;
  const watch = createBacklogWatch(async () => [aBacklog('A', orders), aBacklog('B', 7)]);
  const leaving = new AbortController();
  const events = watch.follow(kits, leaving.signal);

  expect((await events.next()).value).toEqual(aBacklog('A', 1));
  expect((await events.next()).value).toEqual(aBacklog('B', 7));
  const next = events.next();
  await watch.look();
  orders = 2;
  await watch.look();

  expect((await next).value).toEqual(aBacklog('A', 2));
  leaving.abort();
  expect((await events.next()).done).toBe(true);
});

test('who is slow gets a centre that changed several times once, as it is then', async () => {
  let orders = 1;
  const watch = createBacklogWatch(async () => [aBacklog('A', orders)]);
  const leaving = new AbortController();
  const events = watch.follow(kits, leaving.signal);
  await events.next();
  for (orders = 2; orders <= 5; orders += 1) await watch.look();
  orders = 5;

  expect((await events.next()).value).toEqual(aBacklog('A', 5));
  const end = events.next();
  leaving.abort();
  expect((await end).done).toBe(true);
});
