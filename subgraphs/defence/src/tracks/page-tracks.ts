import { type PageArguments, pageByCursor } from '@rotunda/platform/page-by-cursor';
import type { TrackFilter } from '../generated/resolvers-types.ts';
import type { Area } from '../picture/area.ts';
import type { UnitPicture } from '../picture/unit-picture.ts';
import { foreignCursor } from '../read-time-cursor.ts';
import { filterTracks } from './filter-tracks.ts';
import type { TrackView } from './track-view.ts';

/** One page of the tracks of an area, by number, with how many there are and how many are withheld. */
export async function pageTracks(
  picture: UnitPicture,
  area: Area,
  filter: TrackFilter | null | undefined,
  page: PageArguments,
  usual: number,
) {
  const { visible, withheld } = picture.tracksIn(area);
  const kept = filterTracks(visible, filter, picture).toSorted(byOrdinal);
  const found = await pageByCursor(
    page,
    { maximum: 1_000, usual },
    async (after, limit) => {
      const last = after ? readOrdinal(after) : 0;
      const from = kept.findIndex(({ track }) => track.ordinal > last);
      return from < 0 ? [] : kept.slice(from, from + limit);
    },
    ({ track }) => [String(track.ordinal)],
  );
  const { nodes, edges, pageInfo } = found;
  const totalCount = kept.length;
  return { nodes: [...nodes], edges: [...edges], pageInfo, totalCount, withheld: withheldTracks(withheld) };
}

function readOrdinal([text = '', ...more]: readonly string[]): number {
  if (more.length === 0 && /^\d{1,15}$/.test(text)) return Number(text);
  throw foreignCursor();
}

/** The order of tracks in every list: by number. */
export function byOrdinal(left: TrackView, right: TrackView): number {
  return left.track.ordinal - right.track.ordinal;
}

/** How many tracks were withheld, as the contract says it; null for none. */
export function withheldTracks(count: number) {
  if (count === 0) return null;
  return { items: count, fields: [{ path: 'tracks', reason: 'NOT_RELEASABLE' as const, count }] };
}
