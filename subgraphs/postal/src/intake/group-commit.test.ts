import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type GroupCommit, type GroupCommitLimits, createGroupCommit } from './group-commit.ts';

const limits: GroupCommitLimits = { batchSize: 500, gatherMs: 2, batchesInFlight: 2, queueSize: 10_000 };

/** The outcomes of requests that come in the same turn; undefined for a refused one. */
const submitAll = <Request, Outcome>(group: GroupCommit<Request, Outcome>, requests: readonly Request[]) =>
  requests.map(async (request) => group.submit(request));

/** A commit that ends when told to, and remembers its batches. */
function commitOnDemand() {
  const batches: number[][] = [];
  const endings: (() => void)[] = [];
  let announce: (() => void) | undefined;
  return {
    batches,
    commit: (batch: readonly number[]) =>
      new Promise<number[]>((resolve) => {
        batches.push([...batch]);
        endings.push(() => resolve(batch.map((request) => request * 10)));
        announce?.();
      }),
    async started(count: number) {
      while (batches.length < count) await new Promise<void>((resolve) => (announce = resolve));
    },
    endNext: () => endings.shift()?.(),
  };
}

describe('every request gets exactly one outcome, its own', () => {
  test('whatever the sizes of batches and queue and however the commits interleave', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.nat(1_000), { minLength: 1, maxLength: 60 }),
        fc.record({
          batchSize: fc.integer({ min: 1, max: 20 }),
          batchesInFlight: fc.integer({ min: 1, max: 3 }),
        }),
        async (scheduler, requests, sizes) => {
          let most = 0;
          let underWay = 0;
          const commit = async (batch: readonly number[]) => {
            underWay += 1;
            most = Math.max(most, underWay);
            expect(batch.length).toBeLessThanOrEqual(sizes.batchSize);
            await scheduler.schedule(Promise.resolve());
            underWay -= 1;
            return batch.map((request) => `outcome of ${request}`);
          };
          const group = createGroupCommit(commit, { ...limits, ...sizes, gatherMs: 0 });

          const outcomes = Promise.all(submitAll(group, requests));
          await scheduler.waitFor(outcomes);

          expect(await outcomes).toEqual(requests.map((request) => `outcome of ${request}`));
          expect(most).toBeLessThanOrEqual(sizes.batchesInFlight);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('also when members spoil their batch: only they fail', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }), async (spoiled) => {
        const commit = async (batch: readonly boolean[]) => {
          if (batch.includes(true)) throw new Error('spoiled');
          return batch.map(() => 'fine');
        };
        const group = createGroupCommit(commit, limits, () => true);

        const outcomes = await Promise.allSettled(submitAll(group, spoiled));

        expect(outcomes.map(({ status }) => status)).toEqual(
          spoiled.map((isSpoiled) => (isSpoiled ? 'rejected' : 'fulfilled')),
        );
      }),
      { numRuns: 50 },
    );
  });
});

test('requests of one turn share a batch, and those that come while it runs share the next', async () => {
  const demand = commitOnDemand();
  const group = createGroupCommit(demand.commit, { ...limits, batchesInFlight: 1 });

  const first = Promise.all(submitAll(group, [1, 2, 3]));
  await demand.started(1);
  const second = Promise.all(submitAll(group, [4, 5]));
  demand.endNext();
  await demand.started(2);
  demand.endNext();

  expect(await first).toEqual([10, 20, 30]);
  expect(await second).toEqual([40, 50]);
  expect(demand.batches).toEqual([
    [1, 2, 3],
    [4, 5],
  ]);
});

test('a full queue refuses at once and takes again when it has drained', async () => {
  const demand = commitOnDemand();
  const group = createGroupCommit(demand.commit, { ...limits, batchesInFlight: 1, queueSize: 1 });
  const running = group.submit(1);
  await demand.started(1);
  const queued = group.submit(2);

  expect(group.submit(3)).toBeUndefined();
  expect(group.drainMs()).toBeGreaterThan(0);

  demand.endNext();
  await running;
  await demand.started(2);
  const later = group.submit(4);
  demand.endNext();
  await demand.started(3);
  demand.endNext();
  expect(await Promise.all([queued, later])).toEqual([20, 40]);
});

test('closing answers all that waited and refuses what comes later', async () => {
  const demand = commitOnDemand();
  const group = createGroupCommit(demand.commit, { ...limits, batchesInFlight: 1 });
  const waiting = Promise.all(submitAll(group, [1, 2]));

  const closed = group.close();
  expect(group.submit(3)).toBeUndefined();
  await demand.started(1);
  demand.endNext();
  await closed;

  expect(await waiting).toEqual([10, 20]);
});

test('a commit that answers too few requests fails all of them', async () => {
  const group = createGroupCommit(async () => ['one'], limits);

  const outcomes = await Promise.allSettled(submitAll(group, [1, 2]));

  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
