import { findRegion } from '@rotunda/platform/regions';
import type { FacilityResolvers, QueryResolvers } from '../../generated/resolvers-types.ts';
import { addressOfFacility } from '../facility-address.ts';

export const facility: QueryResolvers['facility'] = async (_root, { id }, { addresses }) =>
  (await addresses.register.findFacility(id)) ?? null;

export const Facility: FacilityResolvers = {
  __resolveReference: async ({ id }, { addresses }) => (await addresses.register.findFacility(id)) ?? null,
  location: ({ longitude, latitude }) => ({ type: 'Point', coordinates: [longitude, latitude] }),
  region: ({ countyFips }) => findRegion(countyFips ?? '') ?? null,
  address: (facility) => addressOfFacility(facility) ?? null,
};
