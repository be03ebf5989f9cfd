import { type LonLat, metresPerDegreeAt, metresPerNauticalMile } from '../airspace/earth-distance.ts';

/** A closed path of two straight legs joined by half circles, flown clockwise at a steady speed. */
export interface Racetrack {
  readonly centre: LonLat;
  /** Length of a straight leg; 0 is an orbit. */
  readonly legNm: number;
  readonly radiusNm: number;
  /** True bearing of the first leg. */
  readonly bearingDegrees: number;
  readonly speedKnots: number;
}

export interface PathPoint extends LonLat {
  readonly trackDegrees: number;
}

const radians = Math.PI / 180;

interface LocalPoint {
  /** Nautical miles from the centre, along the first leg and to its right. */
  readonly along: number;
  readonly right: number;
  readonly turnedDegrees: number;
}

function localPoint({ legNm, radiusNm }: Racetrack, flownNm: number): LocalPoint {
  const halfTurnNm = Math.PI * radiusNm;
  const half = legNm + halfTurnNm;
  const onReturn = flownNm >= half;
  const onHalf = onReturn ? flownNm - half : flownNm;
  const turnedDegrees = Math.max(0, onHalf - legNm) / (radiusNm * radians);
  const turned = turnedDegrees * radians;
  const along = Math.min(onHalf, legNm) - legNm / 2 + radiusNm * Math.sin(turned);
  const right = -radiusNm * Math.cos(turned);
  return onReturn
    ? { along: -along, right: -right, turnedDegrees: turnedDegrees + 180 }
    : { along, right, turnedDegrees };
}

/** Where an aircraft on the racetrack is at a time, and its true track; the same time always gives the same point. */
export function pointOnRacetrack(racetrack: Racetrack, atMs: number): PathPoint {
  const lapNm = 2 * (racetrack.legNm + Math.PI * racetrack.radiusNm);
  const flownNm = ((atMs / 3_600_000) * racetrack.speedKnots) % lapNm;
  const { along, right, turnedDegrees } = localPoint(racetrack, flownNm);
  const bearing = racetrack.bearingDegrees * radians;
  const northM = (along * Math.cos(bearing) - right * Math.sin(bearing)) * metresPerNauticalMile;
  const eastM = (along * Math.sin(bearing) + right * Math.cos(bearing)) * metresPerNauticalMile;
  const scale = metresPerDegreeAt(racetrack.centre.latitude);
  return {
    longitude: racetrack.centre.longitude + eastM / scale.ofLongitude,
    latitude: racetrack.centre.latitude + northM / scale.ofLatitude,
    trackDegrees: (racetrack.bearingDegrees + turnedDegrees) % 360,
  };
}
