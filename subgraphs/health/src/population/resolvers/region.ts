import { findRegion } from '@rotunda/platform/regions';
import type { QueryResolvers, Resolvers } from '../../generated/resolvers-types.ts';
import { regionHealth, traitTable } from '../region-health.ts';

export const region: NonNullable<QueryResolvers['region']> = (_root, { fips }) =>
  findRegion(fips) ? { fips } : null;

export const Region: NonNullable<Resolvers['Region']> = {
  __resolveReference: ({ fips }) => (findRegion(fips) ? { fips } : null),
  health: ({ fips }, _arguments, { population }) => regionHealth(population, fips),
};

export const RegionHealth: NonNullable<Resolvers['RegionHealth']> = {
  patients: ({ patients }) => patients ?? null,
  suppressed: ({ patients }) => patients === undefined,
  table: async (health, { by }, { population }) => (await traitTable(population, health, by)) ?? null,
};

export const AggregateTable: NonNullable<Resolvers['AggregateTable']> = {
  cells: ({ cells }) => [...cells],
  suppressedCells: ({ cells }) => cells.filter(({ count }) => count === undefined).length,
};

export const AggregateCell: NonNullable<Resolvers['AggregateCell']> = {
  count: ({ count }) => count ?? null,
  suppressed: ({ count }) => count === undefined,
};
