import { pageByCursor } from '@rotunda/platform/page-by-cursor';
import type {
  AirspaceResolvers,
  AirspaceRuleResolvers,
  AltitudeLimitResolvers,
  QueryResolvers,
} from '../../generated/resolvers-types.ts';
import { isActiveAt } from '../../airspace/create-airspace-index.ts';
import { listPage } from '../../list-page.ts';
import { foreignCursor } from '../../read-time-cursor.ts';
import { filterTracks } from '../../tracks/filter-tracks.ts';
import { byOrdinal } from '../../tracks/page-tracks.ts';
import { activationsWithin } from '../activations-within.ts';
import { polygonArea } from '../area.ts';
import { listAirspaces } from '../list-airspaces.ts';
import { readArea } from '../read-area.ts';

const dayMs = 24 * 3_600_000;
const mostTracksInside = 200;

export const airspace: AirspaceResolvers = {
  __resolveReference: ({ id }, { live }) => live.airspaces.index.find(id) ?? null,
  label: ({ designator }) => designator,
  lower: ({ floor }) => floor,
  upper: ({ ceiling }) => ceiling,
  activations: (parent, { from, to }, { picture }) => {
    const fromMs = from?.getTime() ?? picture.nowMs;
    return activationsWithin(parent, fromMs, to?.getTime() ?? fromMs + dayMs);
  },
  active: (parent, { at }, { picture }) => isActiveAt(parent, at?.getTime() ?? picture.nowMs),
  tracksInside: (parent, _arguments, { picture }) => {
    const { visible } = picture.tracksIn(polygonArea(parent.geometry));
    return filterTracks(visible, { insideAirspaceId: parent.id }, picture)
      .toSorted(byOrdinal)
      .slice(0, mostTracksInside);
  },
  stakeholders: ({ stakeholders }, _arguments, { live }) =>
    stakeholders.flatMap((id) => live.units.find(id) ?? []),
  updatedAt: ({ updatedAtMs }) => new Date(updatedAtMs),
};

export const airspaceRule: AirspaceRuleResolvers = {
  citation: ({ citation }) => citation ?? null,
};

export const altitudeLimit: AltitudeLimitResolvers = {
  value: ({ feet, unlimited }) => (unlimited ? null : feet),
  unit: () => 'FOOT',
};

export const airspaces: NonNullable<QueryResolvers['airspaces']> = async (
  _root,
  { area, kinds, at, ...page },
  { live },
) => {
  const { index } = live.airspaces;
  const all = listAirspaces(index, {
    area: area ? readArea(area, index) : undefined,
    kinds: kinds ?? undefined,
    activeAtMs: at?.getTime(),
  });
  const found = await pageByCursor(
    page,
    { maximum: 500, usual: 100 },
    async (after, limit) => {
      const last = after ? all.findIndex(({ id }) => id === after.join()) : -1;
      if (after && last < 0) throw foreignCursor();
      return all.slice(last + 1, last + 1 + limit);
    },
    ({ id }) => [id],
  );
  return listPage({ ...found, totalCount: all.length });
};
