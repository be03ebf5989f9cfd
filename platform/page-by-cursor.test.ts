import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Page, pageByCursor } from './page-by-cursor.ts';

const limits = { maximum: 50, usual: 10 };
const readFrom = (rows: readonly number[]) => async (after: readonly string[] | undefined, limit: number) =>
  rows.filter((row) => after === undefined || row > Number(after[0])).slice(0, limit);
const keyOf = (row: number) => [String(row)];

test('walking the pages gives every row once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.nat(1000), { maxLength: 60 }),
      fc.integer({ min: 1, max: 50 }),
      async (found, first) => {
        const rows = found.toSorted((a, b) => a - b);
        const seen: number[] = [];
        let after: string | null = null;
        for (;;) {
          const page: Page<number> = await pageByCursor({ first, after }, limits, readFrom(rows), keyOf);
          seen.push(...page.nodes);
          if (!page.pageInfo.hasNextPage) break;
          after = page.pageInfo.endCursor;
        }
        expect(seen).toEqual(rows);
      },
    ),
  );
});

test.each([0, -1, 51, 1.5])('a page of %p rows is refused with the limit', async (first) => {
  await expect(pageByCursor({ first }, limits, readFrom([]), keyOf)).rejects.toMatchObject({
    message: expect.stringContaining('1 to 50'),
    extensions: { code: 'BAD_INPUT' },
  });
});

test.each(['x', 'e30', Buffer.from('[1]').toString('base64url')])(
  'a foreign cursor %p is refused',
  async (after) => {
    await expect(pageByCursor({ after }, limits, readFrom([]), keyOf)).rejects.toMatchObject({
      extensions: { code: 'BAD_INPUT' },
    });
  },
);
