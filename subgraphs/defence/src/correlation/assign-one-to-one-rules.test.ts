import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { assignOneToOne } from './assign-one-to-one-rules.ts';

const matrix = fc
  .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(fc.integer({ min: -5, max: 20 }), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );

test('no column goes to two rows, and no pair is made that speaks against itself', () => {
  fc.assert(
    fc.property(matrix, (scores) => {
      const columns = assignOneToOne(scores);
      const made = columns.filter((column) => column >= 0);

      expect(columns).toHaveLength(scores.length);
      expect(new Set(made).size).toBe(made.length);
      columns.forEach((column, row) => {
        if (column >= 0) expect(scores[row]?.[column]).toBeGreaterThan(0);
      });
    }),
  );
});

test('no other assignment has a greater total', () => {
  fc.assert(
    fc.property(matrix, (scores) => {
      const total = assignOneToOne(scores).reduce(
        (sum, column, row) => sum + (column < 0 ? 0 : (scores[row]?.[column] ?? 0)),
        0,
      );
      expect(total).toBe(bestTotal(scores, 0, new Set()));
    }),
  );
});

function bestTotal(scores: readonly (readonly number[])[], row: number, taken: ReadonlySet<number>): number {
  const line = scores[row];
  if (!line) return 0;
  const alone = bestTotal(scores, row + 1, taken);
  const paired = line.map((score, column) =>
    taken.has(column) || score <= 0 ? 0 : score + bestTotal(scores, row + 1, new Set([...taken, column])),
  );
  return Math.max(alone, ...paired);
}
