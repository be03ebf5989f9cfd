import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { AddressInput } from '../addresses/standardise/standard-address.ts';
import { boundOrdersUnderWay } from '../intake/orders-under-way.ts';
import { type TestOrdering, createTestOrdering } from './create-test-ordering.ts';
import { type PlacedOrder, placeOrder } from './place-order.ts';
import { formatOrderNumber } from './order-number.ts';
import { trackOrder } from './track-order.ts';
import { createOrderStore } from './order-store.ts';

let ordering: TestOrdering;
beforeAll(async () => {
  ordering = await createTestOrdering();
});
afterAll(() => ordering.close());
beforeEach(async () => {
  await ordering.prisma.reliefOrder.deleteMany();
});

const home: AddressInput = {
  line1: '1745 T Street Southeast',
  city: 'Washington',
  state: 'DC',
  zip: '20020',
};
const apartment = (unit: string): AddressInput => ({ line1: `100 Specimen St NE ${unit}`, zip: '20002' });
const problemsOf = ({ userErrors }: PlacedOrder) => userErrors.map(({ __typename }) => __typename);

describe('a household', () => {
  test('is one, however its address is spelt: each further spelling claims the next round, then is told to track', async () => {
    const spellings = [
      home,
      { line1: '1745 t st. s.e.', zip: '20020-1234' },
      { line1: '1745 T ST SE', city: 'WASHINGTON', state: 'District of Columbia', zip: '20020' },
    ];

    const outcomes = [];
    for (const address of spellings) outcomes.push(await ordering.place({ address }));

    expect(outcomes.map(problemsOf)).toEqual([[], [], ['HouseholdLimitReached']]);
    expect(outcomes[2]?.userErrors).toMatchObject([{ limit: 2, remedy: 'TRACK_EXISTING_ORDER' }]);
    expect(await ordering.prisma.reliefOrder.count()).toBe(2);
  });

  test('orders once when three spellings race for one round', async () => {
    const { clock } = ordering.needs;
    await ordering.prisma.campaignRound.updateMany({
      where: { ordinal: 2 },
      data: { closesAt: clock.now() },
    });
    ordering.pass(1_001);
    const spellings = ['1745 T Street Southeast', '1745 t st se', '1745 T ST. S.E.'];

    const outcomes = await Promise.all(
      spellings.map((line1) => ordering.place({ address: { ...home, line1 } })),
    );

    expect(outcomes.flatMap(problemsOf)).toEqual(['HouseholdLimitReached', 'HouseholdLimitReached']);
    await ordering.prisma.campaignRound.updateMany({ data: { closesAt: null } });
    ordering.pass(1_001);
  });

  test('is the unit: neighbours order for themselves, and the same unit by another designator is the same', async () => {
    const [one, neighbour] = await Promise.all([
      ordering.place({ address: apartment('Apt 101') }),
      ordering.place({ address: apartment('Apt 102') }),
    ]);
    const again = await ordering.place({ address: apartment('#101') });

    expect([one, neighbour, again].map(problemsOf)).toEqual([[], [], []]);
    expect(again.order?.roundId).not.toBe(one.order?.roundId);
    expect(neighbour.order?.roundId).toBe(one.order?.roundId);
  });
});

describe('the same key', () => {
  test('gets the same order again, by address or by token, in any language', async () => {
    const idempotencyKey = randomUUID();
    const { token } = await ordering.needs.addresses.check(home);

    const first = await ordering.place({ idempotencyKey, address: home });
    const byToken = await ordering.place({ idempotencyKey, addressToken: token ?? null, locale: 'es' });

    expect(first.replayed).toBe(false);
    expect(byToken).toMatchObject({ replayed: true, order: { number: first.order?.number } });
  });

  test('is refused for another recipient and for another household', async () => {
    const idempotencyKey = randomUUID();
    await ordering.place({ idempotencyKey, address: home });

    const otherName = await ordering.place({ idempotencyKey, address: home, recipientName: 'Bo Li' });
    const otherHome = await ordering.place({ idempotencyKey, address: apartment('Apt 101') });

    expect([otherName, otherHome].map(problemsOf)).toEqual([
      ['IdempotencyKeyReused'],
      ['IdempotencyKeyReused'],
    ]);
  });

  test('still gets its order after the campaign has closed, and a new key does not', async () => {
    const idempotencyKey = randomUUID();
    await ordering.place({ idempotencyKey, address: home });
    await ordering.prisma.campaign.updateMany({ data: { status: 'CLOSED' } });
    ordering.pass(1_001);

    const replay = await ordering.place({ idempotencyKey, address: home });
    const fresh = await ordering.place({ address: apartment('Apt 101') });

    expect(replay.replayed).toBe(true);
    expect(problemsOf(fresh)).toEqual(['RoundNotOpen']);
    await ordering.prisma.campaign.updateMany({ data: { status: 'OPEN' } });
    ordering.pass(1_001);
  });
});

describe('an address', () => {
  test('without its unit comes back with the units that are known', async () => {
    const outcome = await ordering.place({ address: { line1: '100 Specimen St NE', zip: '20002' } });

    expect(outcome.userErrors).toMatchObject([
      {
        __typename: 'AddressProblem',
        check: { verdict: 'MISSING_SECONDARY', unitPrompt: { knownUnits: expect.anything() } },
      },
    ]);
  });

  test('with a unit that is not listed is held for review once the person claims it', async () => {
    const address = apartment('Apt 999');

    const unclaimed = await ordering.place({ address });
    const claimed = await ordering.place({ address, unitStatement: 'UNIT_NOT_LISTED' });

    expect(problemsOf(unclaimed)).toEqual(['AddressProblem']);
    expect(claimed.order?.status).toBe('HELD_FOR_REVIEW');
  });

  test('that had to be corrected is ordered to only where the person accepts that', async () => {
    const check = await ordering.needs.addresses.check({ ...home, state: 'MD' });
    expect(check.verdict).toBe('DELIVERABLE_CORRECTED');

    const refused = await ordering.place({ address: { ...home, state: 'MD' }, acceptCorrection: false });

    expect(problemsOf(refused)).toEqual(['AddressProblem']);
  });

  test('checked more than an hour ago must be checked again; a forged token is no token', async () => {
    const { token } = await ordering.needs.addresses.check(home);
    ordering.pass(61 * 60_000);

    const expired = await ordering.place({ addressToken: token ?? null });
    const forged = await ordering.place({ addressToken: 'AAAA' });

    expect([expired, forged].map(problemsOf)).toEqual([['CheckTokenExpired'], ['InputInvalid']]);
  });
});

describe('the intake mode', () => {
  const inMode = async (mode: 'READ_ONLY' | 'WAITING_ROOM' | 'ACCEPT_AND_DEFER' | 'CLOSED' | 'OPEN') => {
    await ordering.prisma.campaign.updateMany({ data: { intakeMode: mode, admitPerSecond: 1 } });
    ordering.pass(1_001);
  };
  afterAll(() => inMode('OPEN'));

  test('ACCEPT_AND_DEFER takes an order without confirming it', async () => {
    await inMode('ACCEPT_AND_DEFER');

    expect((await ordering.place({ address: home })).order?.status).toBe('RECEIVED');
  });

  test('READ_ONLY says when to come back, and CLOSED that no round is open', async () => {
    await inMode('READ_ONLY');
    const paused = await ordering.place({ address: home });
    await inMode('CLOSED');
    const closed = await ordering.place({ address: home });

    expect(paused.userErrors).toMatchObject([{ __typename: 'IntakeThrottled', retryAfterMs: 30_000 }]);
    expect(problemsOf(closed)).toEqual(['RoundNotOpen']);
  });

  test('WAITING_ROOM gives a ticket that lets the order in when its turn has come', async () => {
    await inMode('WAITING_ROOM');
    await ordering.place({ address: apartment('Apt 102') });
    const idempotencyKey = randomUUID();

    const [waiting] = (await ordering.place({ idempotencyKey, address: home })).userErrors;
    if (waiting?.__typename !== 'IntakeThrottled') throw new Error('nobody had to wait');
    ordering.pass(waiting.retryAfterMs);
    const admitted = await ordering.place({
      idempotencyKey,
      address: home,
      queueTicket: waiting.queueTicket,
    });

    expect(admitted.order?.status).toBe('CONFIRMED');
  });
});

test('what comes while as many orders are under way as may be is sent away before its address is looked at, and may come back', async () => {
  const { addresses, intake } = ordering.needs;
  const checked: AddressInput[] = [];
  const check: typeof addresses.check = (input) => {
    checked.push(input);
    return addresses.check(input);
  };
  const needs = {
    ...ordering.needs,
    addresses: { ...addresses, check },
    intake: { ...intake, underWay: boundOrdersUnderWay(1) },
  };
  const input = (line2: string) => ({
    idempotencyKey: randomUUID(),
    campaign: 'home-tests-2026',
    recipientName: 'Ana Cruz',
    address: apartment(line2),
  });
  const late = input('Apt 102');

  const [first, second] = await Promise.all([
    placeOrder(input('Apt 101'), 'en', needs),
    placeOrder(late, 'en', needs),
  ]);
  const lookedAt = checked.length;
  const again = await placeOrder(late, 'en', needs);

  expect(first.order?.status).toBe('CONFIRMED');
  expect(second.userErrors).toMatchObject([
    { __typename: 'IntakeThrottled', retryAfterMs: expect.any(Number), queueTicket: undefined },
  ]);
  expect(lookedAt).toBe(1);
  expect(again).toMatchObject({ order: { status: 'CONFIRMED' }, replayed: false });
});

test('a campaign that does not exist and a bad input are told by place, in the language of the input', async () => {
  const unknown = await ordering.place({ address: home, campaign: 'nothing', locale: 'es' });
  const bad = await ordering.place({ address: home, recipientName: '' });

  expect(unknown.userErrors).toMatchObject([{ path: ['campaign'], message: 'No existe esa campaña.' }]);
  expect(bad.userErrors).toMatchObject([{ __typename: 'InputInvalid', path: ['recipientName'] }]);
});

test('an order is found by its number and ZIP, and by nothing less', async () => {
  const { order } = await ordering.place({ address: home });
  if (!order) throw new Error('no order');
  const number = formatOrderNumber(order.number);
  const orders = createOrderStore(ordering.prisma);

  expect(await trackOrder({ number: number.toLowerCase(), zip: '20020-1234' }, orders)).toEqual(order);
  expect(await trackOrder({ number, zip: '20019' }, orders)).toBeUndefined();
  expect(
    await trackOrder({ number: formatOrderNumber((order.number + 1) % 2 ** 40), zip: '20020' }, orders),
  ).toBeUndefined();
  expect(await trackOrder({ number, zip: '' }, orders)).toBeUndefined();
});

test('a token of an address without its unit serves like the address: one family may say so, a tower may not', async () => {
  const shared = { line1: '250 Specimen St NE', zip: '20002' };
  const tower = { line1: '1200 Example Pl NW', zip: '20009' };
  const orderByToken = async (address: AddressInput) => {
    const { token } = await ordering.needs.addresses.check(address);
    return ordering.place({ addressToken: token ?? null, unitStatement: 'SINGLE_FAMILY' });
  };

  expect((await orderByToken(shared)).order?.status).toBe('CONFIRMED');
  expect(problemsOf(await orderByToken(tower))).toEqual(['AddressProblem']);
});
