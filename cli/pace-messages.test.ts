import { expect, test } from '@jest/globals';
import { type RecordedMessage, paceMessages } from './pace-messages.ts';

/** When each batch was sent, on a clock that only waiting moves. */
async function send(times: readonly (number | undefined)[], speed: number) {
  let clockMs = 1_000;
  const sent: { atMs: number; count: number }[] = [];
  async function* recording(): AsyncIterable<RecordedMessage> {
    for (const atMs of times) yield { atMs, message: String(atMs) };
  }
  const wait = async (milliseconds: number) => {
    clockMs += milliseconds;
  };
  for await (const batch of paceMessages(recording(), { speed, now: () => clockMs, wait })) {
    sent.push({ atMs: clockMs - 1_000, count: batch.length });
  }
  return sent;
}

test('messages are sent at their own distances, those of a fifth of a second together', async () => {
  expect(await send([5_000, 5_100, 6_000, 9_000], 1)).toEqual([
    { atMs: 0, count: 2 },
    { atMs: 1_000, count: 1 },
    { atMs: 4_000, count: 1 },
  ]);
});

test('at four times the speed the distances are a quarter', async () => {
  expect(await send([0, 4_000], 4)).toEqual([
    { atMs: 0, count: 1 },
    { atMs: 1_000, count: 1 },
  ]);
});

test('a message without a time, or out of order, goes with the one before', async () => {
  expect(await send([0, undefined, -500, 2_000], 1)).toEqual([
    { atMs: 0, count: 3 },
    { atMs: 2_000, count: 1 },
  ]);
});

test('without waiting, a batch still has at most a thousand messages', async () => {
  const times = Array.from({ length: 2_500 }, (_, index) => index * 1_000);

  expect((await send(times, Infinity)).map(({ count }) => count)).toEqual([1_000, 1_000, 500]);
});
