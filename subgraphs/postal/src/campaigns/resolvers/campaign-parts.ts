import type {
  AgencyResolvers,
  CampaignRoundResolvers,
  EligibilityPolicyResolvers,
  ShippingPromiseResolvers,
} from '../../generated/resolvers-types.ts';

export const Agency: AgencyResolvers = {
  __resolveReference: async ({ id }, { campaigns }) => (await campaigns.findAgency(id)) ?? null,
};

export const CampaignRound: CampaignRoundResolvers = {
  id: ({ id }) => `round-${id}`,
  shippingPromise: (round) => round,
};

export const ShippingPromise: ShippingPromiseResolvers = {
  firstShipDate: ({ firstShipDate }) => firstShipDate?.toISOString().slice(0, 10) ?? null,
  minDays: ({ promiseMinDays }) => promiseMinDays,
  maxDays: ({ promiseMaxDays }) => promiseMaxDays,
  basis: () => 'POLICY',
};

export const EligibilityPolicy: EligibilityPolicyResolvers = {
  allowPoBox: ({ poBoxes }) => poBoxes,
  allowMilitary: ({ militaryAllowed }) => militaryAllowed,
  allowTerritories: ({ territoriesAllowed }) => territoriesAllowed,
  serviceArea: ({ serviceArea }) => (serviceArea.length ? [...serviceArea] : null),
};
