import { type Alert, isUnsettled } from '../alerts/alert.ts';
import type { Correlation } from '../correlation/correlation.ts';
import { decideIdentity } from '../identity/decide-identity-rules.ts';
import type { Identity } from '../identity/identity.ts';
import { combineMarkings, mayUnitSee } from '../releasability/release-rules.ts';
import type { Marking } from '../releasability/marking.ts';
import { chooseFields } from '../tracks/field-precedence.ts';
import { type TrackStatus, trackStatus } from '../tracks/track-age-rules.ts';
import type { TrackView } from '../tracks/track-view.ts';
import type { Contribution, Track } from '../tracks/track.ts';
import type { Area } from './area.ts';
import type { LivePicture } from './live-picture.ts';

/** The live picture as one unit may see it, at one instant. The only way from a request to a track. */
export interface UnitPicture {
  readonly unitId: string | undefined;
  readonly nowMs: number;
  readonly live: LivePicture;
  /** Undefined where no feed that sustains the track may be seen. */
  viewOf(track: Track): TrackView | undefined;
  /** Tracks in an area, dropped ones left out, and how many more there are that the unit may not see. */
  tracksIn(area: Area): { readonly visible: readonly TrackView[]; readonly withheld: number };
  /** Ids of the volumes the track is inside of, as far as the unit can see where it is. */
  volumesOf(view: TrackView): ReadonlySet<string>;
  statusOf(view: TrackView): TrackStatus;
  ageMs(view: TrackView): number;
  /** Milliseconds since a value was true, by the wing's time: a replay's values age as the recording does. */
  sourceAgeMs(view: TrackView, said: { readonly feedId: string; readonly atMs: number }): number;
  correlationOf(view: TrackView): Correlation;
  identityOf(view: TrackView): Identity;
  markingOf(view: TrackView): Marking;
  /** Unsettled alerts of the watch that the unit reads, newest first. */
  unsettledAlerts(): readonly Alert[];
  /** Where the track of an alert is as far as the unit can see, or was when the alert last changed. */
  placeOf(alert: Alert): { readonly longitude: number; readonly latitude: number } | undefined;
  /** Alerts of that watch about a track, newest first. */
  alertsAbout(track: Track, unsettledOnly: boolean): readonly Alert[];
}

/** The live picture for a unit; with no unit, only what is marked for everybody. */
export function seeAs(unitId: string | undefined, live: LivePicture): UnitPicture {
  const nowMs = live.clock.now().getTime();
  const watch = live.units.watchOf(unitId);
  const mayFeed = new Map<string, boolean>();
  const views = new Map<Track, TrackView | undefined>();
  const correlations = new Map<TrackView, Correlation>();

  function maySee({ feedId, marking }: Contribution): boolean {
    if (marking) return mayUnitSee(unitId, marking, live.feeds.find(feedId)?.feed.ownerId ?? '');
    const known = mayFeed.get(feedId);
    if (known !== undefined) return known;
    const may = live.feeds.mayUnitSee(unitId, feedId);
    mayFeed.set(feedId, may);
    return may;
  }

  function look(track: Track): TrackView | undefined {
    const all = [...track.contributions.values()];
    const contributions = all.filter(maySee);
    if (!contributions.length) return undefined;
    const hiddenFeeds = all.length - contributions.length;
    const fields = hiddenFeeds ? chooseFields(contributions) : track.fields;
    return { track, fields, contributions, hiddenFeeds, picture };
  }

  function volumesOf({ track, fields }: TrackView): ReadonlySet<string> {
    if (fields.position === track.fields.position) return new Set(track.presences.keys());
    if (!fields.position) return new Set();
    const { longitude, latitude } = fields.position.value;
    const { index } = live.airspaces;
    const at = fields.position.atMs;
    return new Set(
      index.containing(longitude, latitude, fields.altitude?.value.feet, at).map(({ id }) => id),
    );
  }

  function freshMs({ track, fields, contributions }: TrackView): number {
    if (fields.position === track.fields.position) return track.freshMs;
    const shiftOf = (feedId: string) => track.contributions.get(feedId)?.shiftMs ?? 0;
    if (fields.position) return fields.position.atMs + shiftOf(fields.position.feedId);
    return Math.max(...contributions.map(({ lastSeenMs, shiftMs }) => lastSeenMs + shiftMs));
  }

  function statusOf(view: TrackView): TrackStatus {
    return trackStatus({ ...agedBy(view.track), freshMs: freshMs(view) }, nowMs);
  }

  function correlationOf(view: TrackView): Correlation {
    const known = correlations.get(view);
    if (known) return known;
    const seen = view.hiddenFeeds ? view.fields : undefined;
    const correlation = live.correlator.correlationFor(unitId, view.track, seen);
    correlations.set(view, correlation);
    return correlation;
  }

  const picture: UnitPicture = {
    unitId,
    nowMs,
    live,
    viewOf(track) {
      if (views.has(track)) return views.get(track);
      const view = look(track);
      views.set(track, view);
      return view;
    },
    tracksIn(area) {
      const visible: TrackView[] = [];
      let withheld = 0;
      for (const track of live.tracks.near(area.box)) {
        if (trackStatus(track, nowMs) === 'DROPPED') continue;
        const view = picture.viewOf(track);
        const position = (view ?? track).fields.position?.value;
        if (!position || !area.contains(position.longitude, position.latitude)) continue;
        if (view) visible.push(view);
        else withheld += 1;
      }
      return { visible, withheld };
    },
    volumesOf,
    statusOf,
    ageMs: (view) => nowMs - freshMs(view),
    sourceAgeMs: ({ track }, { feedId, atMs }) =>
      nowMs - atMs - (track.contributions.get(feedId)?.shiftMs ?? 0),
    correlationOf,
    identityOf: (view) =>
      decideIdentity({
        status: statusOf(view),
        correlation: correlationOf(view),
        affiliation: view.fields.affiliation?.value,
        reportsItself: view.contributions.some(({ kind }) => kind === 'BLUE_FORCE'),
        insideProhibited: [...volumesOf(view)].flatMap((id) => {
          const airspace = live.airspaces.index.find(id);
          return airspace?.kind === 'PROHIBITED' ? [airspace.designator] : [];
        }),
      }),
    markingOf: ({ contributions }) =>
      combineMarkings(
        contributions.flatMap(
          ({ marking, feedId }) => marking ?? live.feeds.find(feedId)?.feed.marking ?? [],
        ),
      ),
    unsettledAlerts: () => (watch === undefined ? [] : live.alerts.unsettledOf(watch)),
    placeOf({ trackId, longitude, latitude }) {
      const track = live.tracks.find(trackId);
      const known = track && picture.viewOf(track)?.fields.position?.value;
      return (
        known ?? (longitude === undefined || latitude === undefined ? undefined : { longitude, latitude })
      );
    },
    alertsAbout: ({ id }, unsettledOnly) =>
      live.alerts
        .about(id)
        .filter((alert) => alert.unitId === watch && (!unsettledOnly || isUnsettled(alert))),
  };
  return picture;
}

function agedBy({ environment, positions, withdrawn }: Track) {
  return { environment, positions, withdrawn };
}
