import type { ReportPosition } from '../sensor-report.ts';

export interface CompactPosition {
  readonly isOdd: boolean;
  /** Shares of a zone, 0 up to 1. */
  readonly y: number;
  readonly x: number;
  readonly atMs: number;
}

export type Place = Pick<ReportPosition, 'longitude' | 'latitude'>;

function modulo(value: number, base: number): number {
  return value - base * Math.floor(value / base);
}

/** How many longitude zones there are at a latitude. Source: RTCA DO-260B, A.1.7.2. */
export function longitudeZones(latitude: number): number {
  const magnitude = Math.abs(latitude);
  if (magnitude >= 87) {
    return magnitude > 87 ? 1 : 2;
  }
  const cosine = Math.cos((latitude * Math.PI) / 180);
  return Math.floor((2 * Math.PI) / Math.acos(1 - (1 - Math.cos(Math.PI / 30)) / (cosine * cosine)));
}

function wrapLongitude(longitude: number): number {
  return modulo(longitude + 180, 360) - 180;
}

/** The place that an even and an odd airborne message fix together, at the time of the newer; undefined where the two lie in different zones, or nowhere. Source: RTCA DO-260B, A.1.7.7. */
export function placeFromPair(even: CompactPosition, odd: CompactPosition): Place | undefined {
  const zone = Math.floor(59 * even.y - 60 * odd.y + 0.5);
  const [evenLatitude, oddLatitude] = [
    6 * (modulo(zone, 60) + even.y),
    (360 / 59) * (modulo(zone, 59) + odd.y),
  ].map((latitude) => (latitude >= 270 ? latitude - 360 : latitude));
  if (evenLatitude === undefined || oddLatitude === undefined) {
    return undefined;
  }
  const zones = longitudeZones(evenLatitude);
  const newer = odd.atMs > even.atMs ? odd : even;
  const latitude = newer.isOdd ? oddLatitude : evenLatitude;
  if (zones !== longitudeZones(oddLatitude) || Math.abs(latitude) > 90) {
    return undefined;
  }
  const width = Math.max(1, zones - (newer.isOdd ? 1 : 0));
  const column = Math.floor(even.x * (zones - 1) - odd.x * zones + 0.5);
  return { latitude, longitude: wrapLongitude((360 / width) * (modulo(column, width) + newer.x)) };
}

/** The place that one message means, given that it lies within half a zone of a known place: 180 NM in the air, 45 NM on the ground. Source: RTCA DO-260B, A.1.7.5 and A.1.7.6. */
export function placeNear(known: Place, message: CompactPosition, spanDegrees: 360 | 90): Place {
  const odd = message.isOdd ? 1 : 0;
  const height = spanDegrees / (60 - odd);
  const row =
    Math.floor(known.latitude / height) +
    Math.floor(0.5 + modulo(known.latitude, height) / height - message.y);
  const latitude = height * (row + message.y);
  const width = spanDegrees / Math.max(1, longitudeZones(latitude) - odd);
  const column =
    Math.floor(known.longitude / width) +
    Math.floor(0.5 + modulo(known.longitude, width) / width - message.x);
  return { latitude, longitude: wrapLongitude(width * (column + message.x)) };
}
