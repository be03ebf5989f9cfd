import { findRegion } from '@rotunda/platform/regions';
import { standardise } from '../../addresses/standardise/standardise.ts';
import type { FacilityResolvers, QueryResolvers } from '../../generated/resolvers-types.ts';

export const facility: QueryResolvers['facility'] = async (_root, { id }, { addresses }) =>
  (await addresses.register.findFacility(id)) ?? null;

export const Facility: FacilityResolvers = {
  __resolveReference: async ({ id }, { addresses }) => (await addresses.register.findFacility(id)) ?? null,
  location: ({ longitude, latitude }) => ({ type: 'Point', coordinates: [longitude, latitude] }),
  region: ({ countyFips }) => findRegion(countyFips ?? '') ?? null,
  address: ({ line1 = '', city, state, zip }) => {
    const address = standardise({ line1, city, state, zip });
    return address.kind === 'UNPARSEABLE' ? null : address;
  },
};
