import type { FacilityResolvers } from '../../generated/resolvers-types.ts';
import { nearestTracks } from '../nearest-tracks.ts';
import { readPoint } from '../read-point.ts';

export const facility: FacilityResolvers = {
  __resolveReference: (representation) => ({ ...representation }),
  protectedBy: ({ location }, _arguments, { live, picture }) => {
    const place = readPoint(location);
    if (!place) return null;
    const { longitude, latitude } = place;
    return [...live.airspaces.index.containing(longitude, latitude, undefined, picture.nowMs)].toSorted(
      (left, right) => left.designator.localeCompare(right.designator),
    );
  },
  nearbyTracks: ({ location }, { radiusNm, filter }, { picture }) => {
    const place = readPoint(location);
    return place ? nearestTracks(place, radiusNm ?? 5, filter, picture) : null;
  },
};
