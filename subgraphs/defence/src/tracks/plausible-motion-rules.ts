import { distanceM, metresPerNauticalMile } from '../airspace/earth-distance.ts';
import type { Sourced, TrackPosition } from './track.ts';

const maximumSpeedKnots = 1_000;
const alwaysPlausibleM = metresPerNauticalMile;

/** Knots that an aircraft would have had to fly between two positions; Infinity where no time passed between them. */
function impliedSpeedKnots(from: Sourced<TrackPosition>, to: Sourced<TrackPosition>): number {
  const hours = Math.abs(to.atMs - from.atMs) / 3_600_000;
  const nauticalMiles = distanceM(from.value, to.value) / metresPerNauticalMile;
  return nauticalMiles === 0 ? 0 : nauticalMiles / hours;
}

/** Whether a position can follow another: no jump of more than one nautical mile at more than 1,000 knots. */
export function mayFollow(from: Sourced<TrackPosition>, to: Sourced<TrackPosition>): boolean {
  return (
    distanceM(from.value, to.value) <= alwaysPlausibleM || impliedSpeedKnots(from, to) <= maximumSpeedKnots
  );
}
