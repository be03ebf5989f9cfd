import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createEventQueue } from './event-queue.ts';

const bounds = (count: number, bytes: number, coalesced = Infinity, onTooSlow = () => {}) => ({
  count,
  bytes,
  coalesced,
  onTooSlow,
  bytesOf: (event: number) => event % 10,
});

describe('the queue of a reader', () => {
  test('holds no more than its bounds, keeps the newest in order, and counts every event that gave way', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.constant('put' as const), fc.constant('take' as const)), { maxLength: 200 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 30 }),
        async (steps, count, bytes) => {
          const queue = createEventQueue<number>(bounds(count, bytes));
          let put = 0;
          let waiting = 0;
          const taken: { event: number; coalesced: number }[] = [];
          for (const step of steps) {
            if (step === 'put') {
              queue.put(put);
              put += 1;
              waiting = Math.min(waiting + 1, count);
            } else if (put > 0 && (taken.at(-1)?.event ?? -1) < put - 1) {
              const next = await queue.take();
              if (next) taken.push(next);
              waiting -= 1;
            }
          }
          queue.end();
          let rest = 0;
          for (let next = await queue.take(); next; next = await queue.take()) {
            taken.push(next);
            rest += 1;
          }

          expect(rest).toBeLessThanOrEqual(count);
          let expected = 0;
          for (const { event, coalesced } of taken) {
            expect(event).toBeGreaterThanOrEqual(expected);
            expected = event + 1;
            expect(coalesced).toBeGreaterThanOrEqual(0);
          }
          const gaveWay = taken.reduce((sum, { coalesced }) => sum + coalesced, 0);
          expect(taken.length + gaveWay).toBe(put);
          if (put > 0) expect(taken.at(-1)?.event).toBe(put - 1);
        },
      ),
    );
  });

  test('gives what waits before it says why it ends', async () => {
    const queue = createEventQueue<number>(bounds(4, 100));
    queue.put(1);
    queue.end(new Error('over'));

    expect(await queue.take()).toEqual({ event: 1, coalesced: 0 });
    await expect(queue.take()).rejects.toThrow('over');
  });

  test('gives nothing more once it is dropped', async () => {
    const queue = createEventQueue<number>(bounds(4, 100));
    queue.put(1);
    queue.drop();

    expect(await queue.take()).toBeUndefined();
  });

  test('says that a reader is too slow when more gave way than may', () => {
    let told = 0;
    const queue = createEventQueue<number>(bounds(1, 100, 2, () => (told += 1)));

    [1, 2, 3].forEach(queue.put);
    expect(told).toBe(0);
    queue.put(4);

    expect(told).toBe(1);
  });
});
