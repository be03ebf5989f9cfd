import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPool } from '@rotunda/platform/open-database';
import { type TestDatabase, createTestDatabase } from '@rotunda/platform/test-database';
import fc from 'fast-check';
import { plainArray, textArray } from './array-literal.ts';

let database: TestDatabase;
let pool: ReturnType<typeof openPool>;

beforeAll(async () => {
  database = await createTestDatabase('postal');
  pool = openPool(database.url, { maxConnections: 1 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

test('PostgreSQL reads every list of texts as it was written', async () => {
  const awkward = fc.constantFrom('NULL', '', '"', '\\', '{', '}', ',', ' ', '\n', '\u0001', "'", 'é');
  // PostgreSQL holds no zero byte, whoever writes it, and UTF-8 no half of a pair.
  const text = fc
    .array(fc.oneof(awkward, fc.string({ unit: 'binary' })))
    .map((parts) => parts.join('').replaceAll('\0', ''));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(text), { maxLength: 20 }), async (texts) => {
      const { rows } = await pool.query('SELECT $1::text[] AS texts', [textArray(texts)]);
      expect(rows).toEqual([{ texts }]);
    }),
    { numRuns: 200 },
  );
});

test('PostgreSQL reads every list of numbers and of truths as it was written', async () => {
  const [numbers, truths] = [
    [1, 2 ** 40 - 1, 0],
    [true, false],
  ];

  const { rows } = await pool.query('SELECT $1::float8[] AS numbers, $2::boolean[] AS truths', [
    plainArray(numbers),
    plainArray(truths),
  ]);

  expect(rows).toEqual([{ numbers, truths }]);
});
