import { expect, test } from '@jest/globals';
import { batchByKey, batchListsByKey } from './batch-by-key.ts';

test('keys asked in one tick become one read, answered by key whatever the order of the rows', async () => {
  const reads: (readonly number[])[] = [];
  const find = batchByKey(
    async (keys: readonly number[]) => {
      reads.push(keys);
      return [{ id: 3 }, { id: 1 }];
    },
    (row) => row.id,
  );

  const found = await Promise.all([find(1), find(2), find(3), find(1)]);

  expect(found).toEqual([{ id: 1 }, undefined, { id: 3 }, { id: 1 }]);
  expect(reads).toEqual([[1, 2, 3]]);
});

test('a key without rows has an empty list and the order within a key is kept', async () => {
  const rows = [
    { of: 'b', n: 2 },
    { of: 'a', n: 1 },
    { of: 'b', n: 1 },
  ];
  const list = batchListsByKey(
    async () => rows,
    (row: { of: string; n: number }) => row.of,
  );

  const [a, b, c] = await Promise.all([list('a'), list('b'), list('c')]);

  expect(a).toEqual([{ of: 'a', n: 1 }]);
  expect(b?.map((row) => row.n)).toEqual([2, 1]);
  expect(c).toEqual([]);
});
