import { Refusal } from '@rotunda/platform/refusal';
import { distanceM, type LonLat, metresPerNauticalMile } from '../airspace/earth-distance.ts';
import type { TrackFilter } from '../generated/resolvers-types.ts';
import { filterTracks } from '../tracks/filter-tracks.ts';
import type { TrackView } from '../tracks/track-view.ts';
import { circleArea } from './area.ts';
import type { UnitPicture } from './unit-picture.ts';

const most = 200;
const maximumRadiusNm = 100;

/** Tracks round a place, nearest first, at most 200. Refuses a radius outside 0 to 100 nautical miles. */
export function nearestTracks(
  place: LonLat,
  radiusNm: number,
  filter: TrackFilter | null | undefined,
  picture: UnitPicture,
): TrackView[] {
  if (!(radiusNm > 0 && radiusNm <= maximumRadiusNm))
    throw new Refusal('BAD_INPUT', `A radius is more than 0 and at most ${maximumRadiusNm} nautical miles.`);
  const { visible } = picture.tracksIn(circleArea(place, radiusNm * metresPerNauticalMile));
  const away = ({ fields }: TrackView) =>
    fields.position ? distanceM(place, fields.position.value) : Infinity;
  return filterTracks(visible, filter, picture)
    .map((view) => ({ view, distance: away(view) }))
    .toSorted((left, right) => left.distance - right.distance)
    .slice(0, most)
    .map(({ view }) => view);
}
