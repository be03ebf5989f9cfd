import { findRegion, regionBoundary } from '@rotunda/platform/regions';
import type { QueryResolvers, RegionResolvers } from '../../generated/resolvers-types.ts';

export const region: QueryResolvers['region'] = (_root, { fips }) => findRegion(fips) ?? null;

export const Region: RegionResolvers = {
  __resolveReference: ({ fips }) => findRegion(fips) ?? null,
  boundary: ({ fips }) => regionBoundary(fips) ?? null,
};
