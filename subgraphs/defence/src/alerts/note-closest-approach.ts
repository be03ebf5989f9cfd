import type { AirspaceIndex } from '../airspace/airspace-index.ts';
import type { Track } from '../tracks/track.ts';

const neighbourhoodDegrees = 0.1;

/** Keeps, for a track inside a controlled volume, how near it came to the prohibited volumes around: the evidence that it was never in them. */
export function noteClosestApproach(track: Track, index: AirspaceIndex): void {
  const position = track.fields.position?.value;
  if (!position || !track.presences.size) return;
  const { longitude, latitude } = position;
  const around = index.touching(
    longitude - neighbourhoodDegrees,
    latitude - neighbourhoodDegrees,
    longitude + neighbourhoodDegrees,
    latitude + neighbourhoodDegrees,
  );
  for (const { id, kind } of around) {
    if (kind !== 'PROHIBITED') continue;
    const metres = index.distanceToOutlineM(id, longitude, latitude);
    if (metres === undefined) continue;
    track.closestApproachM.set(
      id,
      Math.min(metres, track.closestApproachM.get(id) ?? Number.POSITIVE_INFINITY),
    );
  }
}
