import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { absent, advancePresence, type PresenceUpdate } from './presence.ts';

const inside: PresenceUpdate = { inside: true, distanceM: 0 };
const justOutside: PresenceUpdate = { inside: false, distanceM: 40 };
const farOutside: PresenceUpdate = { inside: false, distanceM: 400 };

function follow(...updates: readonly PresenceUpdate[]): boolean {
  return updates.reduce(advancePresence, absent).inside;
}

test('one update just outside does not end a presence', () => {
  expect(follow(inside, justOutside)).toBe(true);
  expect(follow(inside, justOutside, inside, justOutside)).toBe(true);
});

test('two updates outside in a row, or one far out, end it', () => {
  expect(follow(inside, justOutside, justOutside)).toBe(false);
  expect(follow(inside, farOutside)).toBe(false);
});

test('a path that never goes in is never inside', () => {
  const outside = fc.array(fc.constantFrom(justOutside, farOutside));

  fc.assert(fc.property(outside, (updates) => !follow(...updates)));
});
