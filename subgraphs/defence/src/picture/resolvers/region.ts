import { findRegion } from '@rotunda/platform/regions';
import type { QueryResolvers, RegionResolvers } from '../../generated/resolvers-types.ts';
import { listAirspaces } from '../list-airspaces.ts';
import { regionArea } from '../read-area.ts';
import { alertsIn } from '../summarise-picture.ts';

export const region: RegionResolvers = {
  __resolveReference: ({ fips }) => (findRegion(fips) ? { fips } : null),
  openAlerts: ({ fips }, _arguments, { picture }) => [...alertsIn(picture, regionArea(fips))],
  airspaces: ({ fips }, _arguments, { live }) => [
    ...listAirspaces(live.airspaces.index, {
      area: regionArea(fips),
      kinds: undefined,
      activeAtMs: undefined,
    }),
  ],
};

export const regionByFips: NonNullable<QueryResolvers['region']> = (_root, { fips }) =>
  findRegion(fips) ? { fips } : null;
