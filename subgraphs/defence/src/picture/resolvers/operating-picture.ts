import type { OperatingPictureResolvers, QueryResolvers } from '../../generated/resolvers-types.ts';
import { filterAlerts } from '../../alerts/filter-alerts.ts';
import { visibleFeeds } from '../../feed-registry/visible-feeds.ts';
import { cursorOf } from '../../history/change-log.ts';
import { pageTracks, withheldTracks } from '../../tracks/page-tracks.ts';
import { listAirspaces } from '../list-airspaces.ts';
import { narrate } from '../narrate-picture.ts';
import { readArea } from '../read-area.ts';
import { alertsIn, contentOf, summarise } from '../summarise-picture.ts';

export const operatingPicture: OperatingPictureResolvers = {
  at: ({ picture }) => new Date(picture.nowMs),
  area: ({ area }) => area.geometry,
  cursor: ({ picture }) => cursorOf(picture.live.changes.sequence),
  summary: ({ area, picture }) => {
    const summary = summarise(contentOf(picture, area), picture);
    return { ...summary, byIdentity: [...summary.byIdentity] };
  },
  tracks: ({ area, picture }, { filter, ...page }) => pageTracks(picture, area, filter, page, 500),
  airspaces: ({ area, picture }, { activeOnly, kinds }) => {
    const activeAtMs = activeOnly ? picture.nowMs : undefined;
    return [...listAirspaces(picture.live.airspaces.index, { area, activeAtMs, kinds: kinds ?? undefined })];
  },
  alerts: ({ area, picture }, { filter }) => filterAlerts(alertsIn(picture, area), filter),
  feeds: ({ picture }) => visibleFeeds(picture),
  narrative: ({ area, picture }, { maxSentences }) =>
    narrate(contentOf(picture, area), picture, maxSentences ?? 8),
  withheld: ({ area, picture }) =>
    withheldTracks(picture.tracksIn(area).withheld) ?? { items: 0, fields: [] },
};

export const operatingPictureOf: NonNullable<QueryResolvers['operatingPicture']> = (
  _root,
  { area },
  { picture },
) => ({
  area: readArea(area, picture.live.airspaces.index),
  picture,
});
