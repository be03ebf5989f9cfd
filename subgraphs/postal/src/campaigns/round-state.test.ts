import { expect, test } from '@jest/globals';
import { aCampaign, aRound } from './a-campaign.ts';
import { nextClosing, nextOpening, openClaimSlots, openRounds } from './round-state.ts';

const first = aRound({ closesAt: new Date('2026-12-01T00:00:00Z') });
const second = aRound({
  id: 2,
  ordinal: 2,
  opensAt: new Date('2026-11-20T14:00:00Z'),
  ordersPerHousehold: 2,
});
const campaign = aCampaign({ rounds: [first, second] });

test.each([
  ['2026-11-02T13:59:59.999Z', []],
  ['2026-11-02T14:00:00.000Z', [1]],
  ['2026-11-20T14:00:00.000Z', [1, 2]],
  ['2026-12-01T00:00:00.000Z', [2]],
])('at %s the rounds %j take orders', (now, ordinals) => {
  expect(openRounds(campaign, new Date(now)).map(({ ordinal }) => ordinal)).toEqual(ordinals);
});

test('claims of open rounds add up, the earlier round first', () => {
  expect(openClaimSlots(campaign, new Date('2026-11-23T00:00:00Z'))).toEqual([
    { roundId: 1, ordinal: 1 },
    { roundId: 2, ordinal: 1 },
    { roundId: 2, ordinal: 2 },
  ]);
});

test.each(['PAUSED', 'CLOSED', 'SCHEDULED'] as const)('a campaign that is %s has no open round', (status) => {
  expect(openClaimSlots({ ...campaign, status }, new Date('2026-11-23T00:00:00Z'))).toEqual([]);
});

test('the next opening and the next closing are told while they lie ahead', () => {
  const before = new Date('2026-11-03T00:00:00Z');
  const after = new Date('2026-12-02T00:00:00Z');

  expect(nextOpening(campaign, before)).toEqual(second.opensAt);
  expect(nextClosing(campaign, before)).toEqual(first.closesAt);
  expect(nextOpening(campaign, after)).toBeUndefined();
  expect(nextClosing(campaign, after)).toBeUndefined();
});
