import { expect, test } from '@jest/globals';
import { aRound } from '../campaigns/a-campaign.ts';
import type { AddressRuling } from './address-rules.ts';
import { type Offer, decideEligibility } from './entitlement-rules.ts';

const now = new Date('2026-11-23T12:00:00Z');
const fits: AddressRuling = { kind: 'FITS', claim: 'UNIT', review: false };
const twoRounds: Offer = {
  now,
  openRounds: [aRound(), aRound({ id: 2, ordinal: 2 })],
  nextOpening: undefined,
  nextClosing: undefined,
};

test('a household that ordered in one of two open rounds has one order left, and no edge may keep that', () => {
  expect(decideEligibility(fits, twoRounds, new Map([[1, 1]]))).toMatchObject({
    decision: 'ELIGIBLE',
    remainingOrders: 1,
    edgeTtlSeconds: 0,
    reasons: [],
  });
});

test('a household that ordered in all open rounds is told to track, and an edge may keep that until the next round opens', () => {
  const used = new Map([
    [1, 1],
    [2, 1],
  ]);
  const offer = { ...twoRounds, nextOpening: new Date('2026-11-23T13:00:00.500Z') };

  expect(decideEligibility(fits, offer, used)).toMatchObject({
    decision: 'INELIGIBLE',
    remainingOrders: 0,
    edgeTtlSeconds: 3_600,
    reasons: [{ code: 'HOUSEHOLD_LIMIT_REACHED', remedy: 'TRACK_EXISTING_ORDER' }],
  });
});

test.each([
  [new Date('2026-12-24T00:00:00Z'), 'NOT_YET_OPEN', 86_400],
  [undefined, 'CLOSED', 86_400],
] as const)(
  'without an open round, and the next at %s, the decision is %s',
  (nextOpening, decision, edgeTtlSeconds) => {
    const offer = { ...twoRounds, openRounds: [], nextOpening };

    expect(decideEligibility(fits, offer, new Map())).toMatchObject({
      decision,
      edgeTtlSeconds,
      remainingOrders: 0,
      reasons: [{ code: 'ROUND_CLOSED', remedy: 'WAIT_FOR_ROUND' }],
    });
  },
);

test('a claimed unit may order and is reviewed; an address that must be fixed may not', () => {
  const review = decideEligibility({ ...fits, review: true }, twoRounds, new Map());
  const fix = decideEligibility(
    { kind: 'NEEDS_FIX', reasons: [{ code: 'MISSING_UNIT', remedy: 'ADD_UNIT' }] },
    twoRounds,
    new Map(),
  );

  expect(review).toMatchObject({ decision: 'NEEDS_REVIEW', remainingOrders: 2 });
  expect(fix).toMatchObject({ decision: 'NEEDS_ADDRESS_FIX', remainingOrders: 0 });
});
