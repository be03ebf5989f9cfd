import type { TrackView } from '../tracks/track-view.ts';

/** Where tracks are, in columns; a track without a position is left out. */
export function batchPositions(views: readonly TrackView[]) {
  const placed = views.flatMap((view) => (view.fields.position ? [{ view, at: view.fields.position }] : []));
  return {
    count: placed.length,
    ids: placed.map(({ view }) => view.track.id),
    longitudes: placed.map(({ at }) => at.value.longitude),
    latitudes: placed.map(({ at }) => at.value.latitude),
    altitudesFt: placed.map(({ view }) => view.fields.altitude?.value.feet ?? null),
    directions: placed.map(({ view }) => view.fields.velocity?.value.trackDegrees ?? null),
    speedsKnots: placed.map(({ view }) => view.fields.velocity?.value.speedKnots ?? null),
    agesMs: placed.map(({ view, at }) => view.picture.sourceAgeMs(view, at)),
  };
}
