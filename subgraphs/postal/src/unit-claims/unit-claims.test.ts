import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { cancelOrder } from '../order-changes/cancel-order.ts';
import { correctOrderAddress } from '../order-changes/correct-order-address.ts';
import {
  type TestChanges,
  createTestChanges,
  problemsOf,
  proofOf,
  testApartment,
  testHome,
  testHousehold,
  withKey,
} from '../order-changes/create-test-changes.ts';
import { type TestOrdering, createTestOrdering } from '../orders/create-test-ordering.ts';
import type { OrderInput } from '../orders/order-wish.ts';
import { type PlacedOrder, placeOrder } from '../orders/place-order.ts';
import { createClaimDecisionStore } from './claim-decision-store.ts';
import { claimIdOf } from './claim-id.ts';
import { decideUnitClaim } from './decide-unit-claim.ts';
import { claimUnitsOf, openMissingClaims } from './open-claims.ts';
import type { UnitClaim } from './unit-claim.ts';
import { type UnitClaimStore, createUnitClaimStore } from './unit-claim-store.ts';

const reviewer = { subject: 'reviewer-1', language: 'en' } as const;
let ordering: TestOrdering;
let changes: TestChanges;
let claims: UnitClaimStore;
beforeAll(async () => {
  ordering = await createTestOrdering();
  changes = createTestChanges(ordering);
  claims = createUnitClaimStore(ordering.prisma);
});
afterAll(() => ordering.close());
beforeEach(async () => {
  await changes.forgetOrders();
  await ordering.prisma.unitClaim.deleteMany();
});

/** Places an order as the wing does: with its claim. */
function place(wanted: Partial<OrderInput>): Promise<PlacedOrder> {
  const intake = claimUnitsOf(ordering.needs.intake, { claims, addresses: ordering.needs.addresses });
  const input = withKey({ campaign: 'home-tests-2026', recipientName: 'Ana Cruz', ...wanted });
  return placeOrder(input, 'en', { ...ordering.needs, intake });
}
const claimUnit = (unit: string) => place({ address: testApartment(unit), unitStatement: 'UNIT_NOT_LISTED' });
const pending = () => claims.page('PENDING', 0n, 100);
async function onlyPending(): Promise<UnitClaim> {
  const [claim, ...more] = await pending();
  if (!claim || more.length) throw new Error('Expected one pending claim.');
  return claim;
}
const decide = (claim: UnitClaim, accept: boolean, wanted: object = {}) =>
  decideUnitClaim(withKey({ claim: claimIdOf(claim.id), accept, ...wanted }), reviewer, {
    claims,
    decisions: createClaimDecisionStore(ordering.prisma),
    clock: ordering.needs.clock,
  });
const statusOf = async ({ order }: PlacedOrder) =>
  (await changes.needs.changes.find(order?.number ?? -1))?.status;
const listAsBusiness = () =>
  ordering.prisma.$transaction([
    ordering.prisma.deliveryPoint.updateMany({
      data: { residential: 'NO' },
      where: { deliveryLine: '1745 T ST SE', zip: '20020' },
    }),
    ordering.prisma.building.updateMany({
      data: { residential: 'NO' },
      where: { primaryNumber: '1745', street: 'T ST SE', zip: '20020' },
    }),
  ]);

describe('a unit that the register does not know', () => {
  test('is claimed with its order, and so is the unit next door', async () => {
    const outcomes = [await claimUnit('900'), await claimUnit('901')];

    expect(outcomes.flatMap(problemsOf)).toEqual([]);
    expect(await pending()).toMatchObject([
      { kind: 'UNIT', unit: 'APT 900', rivals: 1, orderNumber: outcomes[0]?.order?.number },
      { kind: 'UNIT', unit: 'APT 901', rivals: 1, orderNumber: outcomes[1]?.order?.number },
    ]);
  });

  test('is in the register once its claim is accepted, and its orders of all rounds are confirmed', async () => {
    const orders = [await claimUnit('902'), await claimUnit('#902')];
    const [claim] = await pending();
    if (!claim) throw new Error('Nothing was claimed.');

    const { claim: decided, userErrors } = await decide(claim, true, { note: 'Seen the lease.' });

    expect(userErrors).toEqual([]);
    expect(decided).toMatchObject({ status: 'ACCEPTED', decidedBy: 'reviewer-1', note: 'Seen the lease.' });
    expect(await Promise.all(orders.map(statusOf))).toEqual(['CONFIRMED', 'CONFIRMED']);
    expect(await pending()).toEqual([]);
    const check = await ordering.needs.addresses.check(testApartment('902'));
    expect(check).toMatchObject({
      dpv: 'Y',
      residential: 'YES',
      deliveryPoint: { source: { dataset: 'Homes confirmed in review' }, countyFips: '11001' },
    });
    expect(problemsOf(await place({ address: testApartment('902') }))).toEqual(['HouseholdLimitReached']);
  });

  test('whose claim is rejected loses its order, is told why, and may be ordered for again', async () => {
    const placed = await claimUnit('903');

    await decide(await onlyPending(), false);

    expect(await statusOf(placed)).toBe('CANCELLED');
    if (!placed.order) throw new Error('Nothing was placed.');
    expect(await changes.eventsOf(placed.order)).toMatchObject([
      { actor: 'AGENT', agent: 'reviewer-1', toStatus: 'CANCELLED', reason: 'CLAIM_REJECTED_UNIT' },
    ]);
    expect((await claimUnit('903')).order?.roundId).toBe(placed.order.roundId);
  });

  test('is claimed later where the process ended between order and claim, and never twice', async () => {
    await ordering.place({ address: testApartment('904'), unitStatement: 'UNIT_NOT_LISTED' });
    const needs = { claims, addresses: ordering.needs.addresses };

    await Promise.all([0, 1, 2].map(() => openMissingClaims(needs, ordering.needs.clock.now())));

    expect(await onlyPending()).toMatchObject({ kind: 'UNIT', unit: 'APT 904' });
  });
});

test('a claim is withdrawn with its order, and when the address turns out to be another', async () => {
  const [cancelled, corrected] = [await claimUnit('905'), await claimUnit('906')];
  if (!cancelled.order || !corrected.order) throw new Error('Nothing was placed.');

  await cancelOrder(withKey(proofOf(cancelled.order)), testHousehold, changes.needs);
  await correctOrderAddress(
    withKey({ ...proofOf(corrected.order), address: testApartment('101') }),
    testHousehold,
    changes.needs,
  );

  const all = await claims.page(undefined, 0n, 100);
  expect(all.map(({ status }) => status)).toEqual(['WITHDRAWN', 'WITHDRAWN']);
  const [first] = all;
  expect(first && (await decide(first, true)).userErrors).toMatchObject([
    { __typename: 'ClaimStateConflict', status: 'WITHDRAWN' },
  ]);
});

describe('an address that is listed as a business', () => {
  test('is refused with the appeal as remedy; the appeal is an order that waits, and accepted it is the one order of the round', async () => {
    await listAsBusiness();
    const refused = await place({ address: testHome });
    expect(refused.userErrors).toMatchObject([
      { __typename: 'NotEligible', reasons: [{ code: 'BUSINESS_ADDRESS', remedy: 'APPEAL_RESIDENTIAL' }] },
    ]);

    const appealed = await place({ address: testHome, unitStatement: 'PEOPLE_LIVE_HERE' });
    expect(appealed.order?.status).toBe('HELD_FOR_REVIEW');
    const claim = await onlyPending();
    expect(claim).toMatchObject({ kind: 'RESIDENTIAL', unit: null });
    await decide(claim, true);

    expect(await statusOf(appealed)).toBe('CONFIRMED');
    const secondRound = await place({ address: testHome });
    expect(secondRound.order).toMatchObject({ status: 'CONFIRMED', roundId: 2 });
    expect(problemsOf(await place({ address: testHome }))).toEqual(['HouseholdLimitReached']);
  });

  test('stays one where the appeal is rejected', async () => {
    await listAsBusiness();
    const appealed = await place({ address: testHome, unitStatement: 'PEOPLE_LIVE_HERE' });

    await decide(await onlyPending(), false);

    expect(await statusOf(appealed)).toBe('CANCELLED');
    expect(problemsOf(await place({ address: testHome }))).toEqual(['NotEligible']);
  });
});

test('a decision counts once: the same key gives it again, another key and another answer are told', async () => {
  await claimUnit('907');
  const claim = await onlyPending();
  const idempotencyKey = randomUUID();

  const same = await Promise.all([0, 1, 2].map(() => decide(claim, true, { idempotencyKey })));
  const other = await decide(claim, false);
  const reused = await decide(claim, false, { idempotencyKey });

  expect(same.map(({ claim: decided }) => decided?.status)).toEqual(['ACCEPTED', 'ACCEPTED', 'ACCEPTED']);
  expect(same.filter(({ replayed }) => !replayed)).toHaveLength(1);
  expect([other, reused].map(problemsOf)).toEqual([['ClaimStateConflict'], ['IdempotencyKeyReused']]);
});

test('a claim that does not exist is told apart from one that was decided', async () => {
  const claim = { ...(await claimUnit('908').then(onlyPending)), id: 999_999 };

  expect(problemsOf(await decide(claim, true))).toEqual(['InputInvalid']);
});
