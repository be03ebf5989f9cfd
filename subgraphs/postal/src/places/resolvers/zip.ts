import { countiesOfZip, findRegion } from '@rotunda/platform/regions';
import { isMilitaryState } from '../../addresses/standardise/states.ts';
import { findZip } from '../../addresses/zip-directory.ts';
import type { QueryResolvers, ZipInfoResolvers } from '../../generated/resolvers-types.ts';

export const zip: QueryResolvers['zip'] = (_root, { code }) => findZip(code) ?? null;

export const ZipInfo: ZipInfoResolvers = {
  type: ({ state }) => (isMilitaryState(state) ? 'MILITARY' : null),
  acceptableCities: ({ city }) => [city],
  counties({ zip: code }) {
    const counties = countiesOfZip(code).flatMap((fips) => findRegion(fips) ?? []);
    return counties.map(({ fips, name }) => ({ fips, name, weight: counties.length === 1 ? 1 : null }));
  },
};
