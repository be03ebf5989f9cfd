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

/** Metres within which a report that names no aircraft is taken for a sighting of one that is known; undefined where it says no error. */
export function sightingGateM(report: SensorReport): number | undefined {
  return report.kind === 'HUMAN_REPORT' ? report.position?.horizontalErrorM : undefined;
}
