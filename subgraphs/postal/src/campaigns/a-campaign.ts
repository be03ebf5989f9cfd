import { randomBytes } from 'node:crypto';
import type { Campaign, CampaignRound } from './campaign.ts';

/** For tests: a round that opened on 2 November 2026 and has no end. */
export function aRound(wanted: Partial<CampaignRound> = {}): CampaignRound {
  return {
    id: 1,
    ordinal: 1,
    opensAt: new Date('2026-11-02T14:00:00Z'),
    closesAt: null,
    product: { id: 'kit', gtin: '09521101530018', name: 'Kit', storage: null, weightGrams: null },
    unitsPerParcel: 4,
    parcelsPerOrder: 1,
    ordersPerHousehold: 1,
    firstShipDate: null,
    promiseMinDays: 7,
    promiseMaxDays: 12,
    ...wanted,
  };
}

/** For tests: an open campaign of one open round. */
export function aCampaign(wanted: Partial<Campaign> = {}): Campaign {
  return {
    id: 'campaign-test',
    slug: 'test',
    names: { en: 'Test', es: 'Prueba' },
    sponsor: { id: 'HHS', name: 'Health' },
    status: 'OPEN',
    intakeMode: 'OPEN',
    admitPerSecond: 500,
    numberKey: randomBytes(32),
    policy: {
      residentialOnly: true,
      poBoxes: 'RESIDENTIAL_ONLY',
      militaryAllowed: true,
      territoriesAllowed: true,
      serviceArea: [],
      unknownUnit: 'ACCEPT_AS_CLAIM',
    },
    rounds: [aRound()],
    supportChannels: [],
    ...wanted,
  };
}
