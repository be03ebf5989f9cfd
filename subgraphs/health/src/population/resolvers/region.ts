import { findRegion } from '@rotunda/platform/regions';
import type { QueryResolvers, Resolvers } from '../../generated/resolvers-types.ts';
import { regionHealth } from '../region-health.ts';

export const region: NonNullable<QueryResolvers['region']> = (_root, { fips }) =>
  findRegion(fips) ? { fips } : null;

export const Region: NonNullable<Resolvers['Region']> = {
  __resolveReference: ({ fips }) => (findRegion(fips) ? { fips } : null),
  health: ({ fips }, _arguments, { population }) => regionHealth(population, fips),
};

export const RegionHealth: NonNullable<Resolvers['RegionHealth']> = {
  patients: ({ patients }) => patients ?? null,
  suppressed: ({ patients }) => patients === undefined,
};
