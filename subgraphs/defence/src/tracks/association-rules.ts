import type { SensorReport } from '../feeds/sensor-report.ts';
import type { Environment } from './track.ts';

/**
 * What reports of one object have in common: its data mode, and its aircraft address or object id. Modes never fuse.
 * Undefined for a report that names no object.
 */
export function associationKeyOf({ dataMode, identifiers }: SensorReport): string | undefined {
  if (identifiers.aircraftAddress) return `${dataMode}/address/${identifiers.aircraftAddress}`;
  if (identifiers.cotUid) return `${dataMode}/cot/${identifiers.cotUid}`;
  return undefined;
}

/** Where an object moves, by the kind of sensing. */
export function environmentOf({ kind, identifiers }: SensorReport): Environment {
  if (kind === 'AIS') return 'SURFACE';
  return kind === 'BLUE_FORCE' && !identifiers.aircraftAddress ? 'LAND' : 'AIR';
}

/** Square root of 9.21, the 99 % point of chi-square with two degrees of freedom. */
const gateSigmas = 3.035;
/** A sighting older than this against the track is not moved along with it. */
const longestDriftMs = 120_000;
const metresPerSecondPerKnot = 1852 / 3600;

/**
 * Metres within which a person's report that names no aircraft is taken for a sighting of a known track: 99 % of its error, of
 * which a Cursor on Target point gives one sigma, and as far as the track flew between the two times. Undefined where the report says no error.
 */
export function sightingGateM(
  report: SensorReport,
  track: { readonly atMs: number; readonly speedKnots: number | undefined },
): number | undefined {
  const sigma = report.kind === 'HUMAN_REPORT' ? report.position?.horizontalErrorM : undefined;
  if (sigma === undefined) return undefined;
  const driftMs = Math.min(longestDriftMs, Math.abs(track.atMs - report.observedAtMs));
  return gateSigmas * sigma + (driftMs / 1000) * (track.speedKnots ?? 0) * metresPerSecondPerKnot;
}

/** Metres beyond which no track needs to be tried for a sighting; undefined for a report that is none. */
export function widestSightingGateM(report: SensorReport): number | undefined {
  return sightingGateM(report, { atMs: report.observedAtMs + longestDriftMs, speedKnots: 600 });
}
