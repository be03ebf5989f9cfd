import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  type TestChanges,
  createTestChanges,
  testApartment,
  testHome,
} from '../order-changes/create-test-changes.ts';
import { type TestOrdering, createTestOrdering } from '../orders/create-test-ordering.ts';
import { createUnitClaimStore } from '../unit-claims/unit-claim-store.ts';
import type { BulkList, BulkOrderRow } from './bulk-list.ts';
import { createBulkOrderStore } from './bulk-order-store.ts';
import { type PlacedList, placeBulkOrders } from './place-bulk-orders.ts';

const agent = { subject: 'agent-1', language: 'en' } as const;
let ordering: TestOrdering;
let changes: TestChanges;
beforeAll(async () => {
  ordering = await createTestOrdering();
  changes = createTestChanges(ordering);
});
afterAll(() => ordering.close());
beforeEach(async () => {
  await changes.forgetOrders();
  await ordering.prisma.orderOverride.deleteMany();
});

const place = (rows: readonly BulkOrderRow[], wanted: Partial<BulkList> = {}) =>
  placeBulkOrders(
    {
      idempotencyKey: randomUUID(),
      campaign: 'home-tests-2026',
      channel: 'PHONE',
      agent: 'Desk 4',
      errorPolicy: 'REJECT_FAILED_ROWS',
      rows,
      ...wanted,
    },
    agent,
    {
      ...ordering.needs,
      bulk: createBulkOrderStore(ordering.prisma),
      claims: createUnitClaimStore(ordering.prisma),
    },
  );
const row = (externalReference: string, wanted: Partial<BulkOrderRow> = {}): BulkOrderRow => ({
  externalReference,
  address: testHome,
  recipientName: 'Ana Cruz',
  ...wanted,
});
const told = ({ answers }: PlacedList) =>
  answers.map(({ number, problems }) =>
    [number === undefined ? 'refused' : 'placed', ...problems.map(({ __typename }) => __typename)].join(' '),
  );
const stored = () =>
  ordering.prisma.reliefOrder.findMany({
    select: { number: true, channel: true, status: true, email: true },
  });

const good = row('good', { address: testApartment('101') });
const noUnit = row('no unit', { address: { line1: '100 Specimen St NE', zip: '20002' } });
const badMail = row('bad mail', { address: testApartment('102'), contact: { email: 'nobody', sms: null } });

describe('a list with rows that fail', () => {
  test.each([
    ['REJECT_FAILED_ROWS', ['placed', 'refused AddressProblem', 'refused InputInvalid'], 1],
    ['IGNORE_FAILED', ['placed', 'refused AddressProblem', 'placed InputInvalid'], 2],
    ['REJECT_EVERYTHING', ['refused InputInvalid', 'refused AddressProblem', 'refused InputInvalid'], 0],
  ] as const)('and the policy %s is answered %j', async (errorPolicy, answers, orders) => {
    expect(told(await place([good, noUnit, badMail], { errorPolicy }))).toEqual(answers);
    expect(await stored()).toEqual(
      Array(orders).fill({ number: expect.anything(), channel: 'PHONE', status: 'CONFIRMED', email: null }),
    );
  });

  test('says where in the list', async () => {
    const { answers } = await place([good, noUnit]);

    expect(answers[1]?.problems).toMatchObject([{ path: ['rows', '1', 'address'] }]);
  });
});

test('rows of one household claim its rounds in turn, and the one beyond is refused', async () => {
  const spellings = ['1745 T Street Southeast', '1745 t st se', '1745 T ST. S.E.'];
  const rows = spellings.map((line1) => row(line1, { address: { ...testHome, line1 } }));

  expect(told(await place(rows))).toEqual(['placed', 'placed', 'refused HouseholdLimitReached']);
});

test('a list of five hundred households is placed once, however often and by however many it is sent', async () => {
  const rows = Array.from({ length: 500 }, (_, index) =>
    row(`row ${index}`, { address: { line1: `PO Box ${index + 1}`, zip: '57770' } }),
  );
  const idempotencyKey = randomUUID();

  const outcomes = await Promise.all([0, 1, 2].map(() => place(rows, { idempotencyKey })));

  const numbers = outcomes.map(({ answers }) => answers.map(({ number }) => number));
  expect(new Set(numbers[0]).size).toBe(500);
  expect(numbers).toEqual([numbers[0], numbers[0], numbers[0]]);
  expect(outcomes.filter(({ replayed }) => !replayed)).toHaveLength(1);
  expect(await ordering.prisma.reliefOrder.count()).toBe(500);
});

test('lists that race for the same households place as many orders as these may have, whoever wins', async () => {
  const rows = Array.from({ length: 40 }, (_, index) =>
    row(`row ${index}`, { address: { line1: `PO Box ${index + 1}`, zip: '57770' } }),
  );

  const outcomes = await Promise.all(
    [rows, rows.toReversed(), rows, rows.toReversed()].map((list) => place(list)),
  );

  expect(outcomes.flatMap(told).filter((answer) => answer === 'placed')).toHaveLength(80);
  expect(await ordering.prisma.reliefOrder.count()).toBe(80);
});

test('a list that was answered is answered so again, refusals with their checks; with another row it is refused', async () => {
  const idempotencyKey = randomUUID();
  const first = await place([good, noUnit], { idempotencyKey });

  const again = await place([good, noUnit], { idempotencyKey });
  const changed = await place([good], { idempotencyKey });

  expect(again).toMatchObject({ replayed: true, userErrors: [] });
  expect(told(again)).toEqual(told(first));
  expect(again.answers[1]?.problems).toMatchObject([{ check: { verdict: 'MISSING_SECONDARY' } }]);
  expect(changed.userErrors).toMatchObject([{ __typename: 'IdempotencyKeyReused' }]);
});

describe('a reason of the agent', () => {
  const overrideReason = 'Lease seen at the desk.';

  test('passes a unit that the register does not know, and is kept with who gave it', async () => {
    const unknown = row('unknown', { address: testApartment('950'), overrideReason });
    const without = row('without', { address: testApartment('951') });

    const list = await place([unknown, without]);

    expect(told(list)).toEqual(['placed', 'refused AddressProblem']);
    expect(await ordering.prisma.orderOverride.findMany()).toMatchObject([
      {
        number: BigInt(list.answers[0]?.number ?? -1),
        agent: 'agent-1',
        namedAgent: 'Desk 4',
        reason: overrideReason,
        passed: ['UNKNOWN_UNIT'],
      },
    ]);
    expect(await stored()).toMatchObject([{ status: 'CONFIRMED' }]);
  });

  test('never passes the limit of a household, nor an address that is not there, nor stands empty', async () => {
    const rows = [1, 2, 3].map((count) => row(`home ${count}`, { overrideReason }));
    const nowhere = row('nowhere', { address: { line1: '9 No Such St', zip: '20020' }, overrideReason });
    const empty = row('empty', { address: testApartment('952'), overrideReason: '  ' });

    expect(told(await place([...rows, nowhere, empty]))).toEqual([
      'placed',
      'placed',
      'refused HouseholdLimitReached',
      'refused AddressProblem',
      'refused InputInvalid',
    ]);
    expect(await ordering.prisma.orderOverride.count()).toBe(0);
  });
});

test('a claimed unit waits for review as a household’s own would', async () => {
  const claimed = row('claimed', { address: testApartment('953'), unitStatement: 'UNIT_NOT_LISTED' });

  const { answers } = await place([claimed]);

  expect(await stored()).toMatchObject([{ status: 'HELD_FOR_REVIEW' }]);
  expect(await ordering.prisma.unitClaim.findMany({ where: { status: 'PENDING' } })).toMatchObject([
    { orderNumber: BigInt(answers[0]?.number ?? -1), unit: 'APT 953' },
  ]);
});

test.each([
  ['no rows', { rows: [] }],
  ['more than 500 rows', { rows: Array.from({ length: 501 }, (_, index) => row(`row ${index}`)) }],
  ['a reference that comes twice', { rows: [row('same'), row('same')] }],
  ['the channel of households', { channel: 'WEB' as const }],
  ['no agent', { agent: ' ' }],
  ['no campaign', { campaign: 'nothing' }],
  ['a key that is no UUID', { idempotencyKey: 'again' }],
])('a list with %s is refused as a whole', async (_name, wanted) => {
  const { userErrors, answers } = await place([good], wanted);

  expect(userErrors.map(({ __typename }) => __typename)).toEqual(['InputInvalid']);
  expect(answers).toEqual([]);
  expect(await stored()).toEqual([]);
});
