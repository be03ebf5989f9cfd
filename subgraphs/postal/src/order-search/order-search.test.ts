import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPool } from '@rotunda/platform/open-database';
import { anOrderDraft } from '../intake/an-order-draft.ts';
import { createClaimStore } from '../intake/claim-store.ts';
import { type TestOrdering, createTestOrdering } from '../orders/create-test-ordering.ts';
import type { OrderDraft } from '../orders/order.ts';
import { findOrders } from './find-orders.ts';
import { createOrderSearchStore } from './order-search-store.ts';

let ordering: TestOrdering;
const minute = 60_000;
const newest = Date.parse('2026-11-23T11:59:00Z');

/** Forty orders: three placed at each of a few instants, further and further apart. */
const placings: readonly {
  readonly number: number;
  readonly minutesAgo: number;
  readonly draft: OrderDraft;
}[] = Array.from({ length: 40 }, (_, index) => ({
  number: index + 1,
  minutesAgo: Math.floor(index / 3) ** 4,
  draft: anOrderDraft({
    status: index % 10 === 0 ? 'HELD_FOR_REVIEW' : 'CONFIRMED',
    channel: index % 4 === 0 ? 'PHONE' : 'WEB',
    ...(index % 5 === 0 ? { zip: '22301', lastLine: 'ALEXANDRIA VA 22301' } : {}),
  }),
}));

beforeAll(async () => {
  ordering = await createTestOrdering();
  const { url } = ordering;
  const pool = openPool(url);
  const store = createClaimStore(pool);
  for (const { number, minutesAgo, draft } of placings)
    await store.place([{ draft, number, roundId: 1, ordinal: 1 }], new Date(newest - minutesAgo * minute));
  await pool.end();
});
afterAll(() => ordering.close());

const needs = () => ({ ...ordering.needs, search: createOrderSearchStore(ordering.prisma) });
type Filter = Parameters<typeof findOrders>[0];
type Sort = Parameters<typeof findOrders>[1];

async function readAll(filter: Filter, sort: Sort, first: number): Promise<readonly number[]> {
  const numbers: number[] = [];
  let after: string | null = null;
  do {
    const { nodes, pageInfo } = await findOrders(filter, sort, { first, after }, needs());
    numbers.push(...nodes.map(({ number }) => number));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after);
  return numbers;
}

const byTime = (sort: Sort) => {
  const sign = sort === 'PLACED_AT_ASC' ? -1 : 1;
  return [...placings]
    .sort((a, b) => sign * (a.minutesAgo - b.minutesAgo || b.number - a.number))
    .map(({ number }) => number);
};

test.each(['PLACED_AT_ASC', 'PLACED_AT_DESC'] as const)(
  'pages in the order %s hold every order once, also where several were placed at one instant',
  async (sort) => {
    for (const first of [1, 7, 100]) expect(await readAll(null, sort, first)).toEqual(byTime(sort));
  },
);

test.each([
  ['status', { status: ['HELD_FOR_REVIEW'] }, (index: number) => index % 10 === 0],
  ['several statuses', { status: ['HELD_FOR_REVIEW', 'CONFIRMED'] }, () => true],
  ['channel', { channel: ['PHONE'] }, (index: number) => index % 4 === 0],
  ['state', { state: ['va'] }, (index: number) => index % 5 === 0],
  ['the first digits of the ZIP', { zip3: ['223'] }, (index: number) => index % 5 === 0],
  ['campaign', { campaign: 'home-tests-2026' }, () => true],
  ['an unknown campaign', { campaign: 'nothing' }, () => false],
  ['a problem that nobody reported', { problem: ['DAMAGED'] }, () => false],
  ['an empty list', { status: [] }, () => false],
  [
    'status and channel',
    { status: ['HELD_FOR_REVIEW'], channel: ['PHONE'] },
    (index: number) => index % 20 === 0,
  ],
] as const)('a filter by %s lets through what fits and counts it', async (_name, filter, fits) => {
  const expected = placings.filter((_, index) => fits(index)).map(({ number }) => number);

  const found = await readAll(filter, 'PLACED_AT_ASC', 7);

  expect([...found].sort((a, b) => a - b)).toEqual(expected);
  const { search } = await findOrders(filter, null, {}, needs());
  expect(await needs().search.count(search, 100)).toBe(expected.length);
});

test('a span of time holds its beginning and not its end, and a long list is not counted to its end', async () => {
  const placedFrom = new Date(newest - 16 * minute);
  const placedTo = new Date(newest - minute);

  expect(await readAll({ placedFrom, placedTo }, 'PLACED_AT_ASC', 100)).toEqual([7, 8, 9]);
  const { search } = await findOrders(null, null, {}, needs());
  expect(await needs().search.count(search, 39)).toBeUndefined();
});

test('a cursor of another list, too many values and too large a page are refused', async () => {
  const foreign = Buffer.from(JSON.stringify(['APT 1'])).toString('base64url');
  const refusal = { extensions: { code: 'BAD_INPUT' } };

  await expect(findOrders(null, null, { after: foreign }, needs())).rejects.toMatchObject(refusal);
  await expect(findOrders(null, null, { first: 101 }, needs())).rejects.toMatchObject(refusal);
  const zip3 = Array.from({ length: 101 }, (_, index) => String(index).padStart(3, '0'));
  await expect(findOrders({ zip3 }, null, {}, needs())).rejects.toMatchObject(refusal);
});

test.each(['state', 'zip3', 'site'])('a null character in the filter by %s is refused', async (part) => {
  await expect(findOrders({ [part]: ['a\0b'] }, null, {}, needs())).rejects.toMatchObject({
    extensions: { code: 'BAD_INPUT' },
  });
});
