import type { Alert } from '../alerts/alert.ts';
import { filterTracks } from '../tracks/filter-tracks.ts';
import type { TrackView } from '../tracks/track-view.ts';
import type { StandardIdentity } from '../identity/identity.ts';
import type { Area } from './area.ts';
import type { UnitPicture } from './unit-picture.ts';

export interface PictureSummary {
  readonly tracks: number;
  readonly byIdentity: readonly { readonly identity: StandardIdentity; readonly count: number }[];
  readonly uncorrelated: number;
  readonly coasting: number;
  readonly openWarnings: number;
  readonly openAlerts: number;
  readonly oldestFeedAgeSeconds: number | null;
}

/** What a unit's picture of an area holds, gone through once. */
export interface PictureContent {
  readonly tracks: readonly TrackView[];
  readonly withheld: number;
  readonly alerts: readonly Alert[];
}

/** The tracks of the default data modes in an area and the unsettled alerts whose track is in it. */
export function contentOf(picture: UnitPicture, area: Area): PictureContent {
  const { visible, withheld } = picture.tracksIn(area);
  return { tracks: filterTracks(visible, undefined, picture), withheld, alerts: alertsIn(picture, area) };
}

/** Unsettled alerts of the unit's watch whose track is in an area, newest first. */
export function alertsIn(picture: UnitPicture, area: Area): readonly Alert[] {
  return picture.unsettledAlerts().filter((alert) => {
    const place = picture.placeOf(alert);
    return place !== undefined && area.contains(place.longitude, place.latitude);
  });
}

/** A picture in numbers. */
export function summarise({ tracks, alerts }: PictureContent, picture: UnitPicture): PictureSummary {
  const counts = new Map<StandardIdentity, number>();
  let uncorrelated = 0;
  let coasting = 0;
  for (const view of tracks) {
    const { value } = picture.identityOf(view);
    counts.set(value, (counts.get(value) ?? 0) + 1);
    const { status } = picture.correlationOf(view);
    if (status === 'UNCORRELATED' || status === 'AMBIGUOUS') uncorrelated += 1;
    const freshness = picture.statusOf(view);
    if (freshness === 'COASTING' || freshness === 'STALE') coasting += 1;
  }
  return {
    tracks: tracks.length,
    byIdentity: [...counts].map(([identity, count]) => ({ identity, count })),
    uncorrelated,
    coasting,
    openWarnings: alerts.filter(({ level }) => level === 'WARNING').length,
    openAlerts: alerts.length,
    oldestFeedAgeSeconds: oldestFeedAgeSeconds(picture),
  };
}

function oldestFeedAgeSeconds({ live, unitId, nowMs }: UnitPicture): number | null {
  const heard = live.feeds.all
    .filter(({ feed }) => live.feeds.mayUnitSee(unitId, feed.id))
    .flatMap(({ meter }) => meter.lastMessageMs ?? []);
  return heard.length ? (nowMs - Math.min(...heard)) / 1000 : null;
}
