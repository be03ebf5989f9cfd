import type { Alert } from '../alerts/alert.ts';
import { byOrdinal } from '../tracks/page-tracks.ts';
import { filterTracks } from '../tracks/filter-tracks.ts';
import type { TrackView } from '../tracks/track-view.ts';
import type { RemovalReason, TrackFilter } from '../generated/resolvers-types.ts';
import type { Area } from './area.ts';
import { alertsIn } from './summarise-picture.ts';
import type { UnitPicture } from './unit-picture.ts';

/** What a follower asked. */
export interface FollowedArea {
  readonly area: Area;
  readonly filter: TrackFilter | null | undefined;
}

/** What a follower was shown, as little of it as tells whether it has changed. */
export interface ShownPicture {
  readonly tracks: ReadonlyMap<string, { readonly look: string; readonly positionMs: number }>;
  /** Revisions of alerts by their ids. */
  readonly alerts: ReadonlyMap<string, string>;
}

/** A picture as it is now, and how it will be remembered. */
export interface TakenPicture {
  readonly picture: UnitPicture;
  readonly tracks: readonly TrackView[];
  readonly alerts: readonly Alert[];
  readonly shown: ShownPicture;
}

export interface PictureDifference {
  readonly added: readonly TrackView[];
  readonly changed: readonly TrackView[];
  readonly moved: readonly TrackView[];
  readonly removed: readonly { readonly id: string; readonly reason: RemovalReason }[];
  readonly alerts: readonly Alert[];
  readonly settledAlertIds: readonly string[];
}

/** What a unit may see of an area now, with what decides whether a track or an alert has changed. */
export function takePicture(picture: UnitPicture, { area, filter }: FollowedArea): TakenPicture {
  const tracks = filterTracks(picture.tracksIn(area).visible, filter, picture).toSorted(byOrdinal);
  const alerts = alertsIn(picture, area);
  return {
    picture,
    tracks,
    alerts,
    shown: {
      tracks: new Map(
        tracks.map((view) => [
          view.track.id,
          { look: lookOf(view, picture), positionMs: view.fields.position?.atMs ?? 0 },
        ]),
      ),
      alerts: new Map(alerts.map((alert) => [alert.id, `${alert.revision} ${alert.updatedAtMs}`])),
    },
  };
}

/** Everything of a track that a screen shows besides its motion. */
function lookOf(view: TrackView, picture: UnitPicture): string {
  const { status, plan } = picture.correlationOf(view);
  const { value } = picture.identityOf(view);
  const { level, controls, releasableTo } = picture.markingOf(view);
  const { callsign, beaconCode, emergency } = view.fields;
  return JSON.stringify([
    value,
    status,
    plan?.id,
    picture.statusOf(view),
    view.track.identifiersRevision,
    view.hiddenFeeds,
    [level, controls, releasableTo],
    [callsign?.value, beaconCode?.value, emergency?.value],
  ]);
}

/** What differs between what was shown and what is now. */
export function comparePictures(
  before: ShownPicture,
  { picture, tracks, alerts, shown }: TakenPicture,
  { area }: FollowedArea,
): PictureDifference {
  const known = tracks.filter(({ track }) => before.tracks.has(track.id));
  return {
    added: tracks.filter(({ track }) => !before.tracks.has(track.id)),
    changed: known.filter(
      ({ track }) => before.tracks.get(track.id)?.look !== shown.tracks.get(track.id)?.look,
    ),
    moved: known.filter(
      ({ track }) => before.tracks.get(track.id)?.positionMs !== shown.tracks.get(track.id)?.positionMs,
    ),
    removed: [...before.tracks.keys()]
      .filter((id) => !shown.tracks.has(id))
      .map((id) => ({ id, reason: removalReason(id, picture, area) })),
    alerts: alerts.filter(({ id }) => before.alerts.get(id) !== shown.alerts.get(id)),
    settledAlertIds: [...before.alerts.keys()].filter((id) => !shown.alerts.has(id)),
  };
}

/** Whether there is nothing to tell. */
export function isEmpty(difference: PictureDifference): boolean {
  return Object.values(difference).every((list: readonly unknown[]) => list.length === 0);
}

function removalReason(id: string, picture: UnitPicture, area: Area): RemovalReason {
  const track = picture.live.tracks.find(id);
  if (!track) return 'STALE';
  const view = picture.viewOf(track);
  if (!view) return 'RELEASE_WITHDRAWN';
  if (picture.statusOf(view) === 'DROPPED') return 'STALE';
  const position = view.fields.position?.value;
  return position && area.contains(position.longitude, position.latitude) ? 'FILTERED' : 'LEFT_AREA';
}
