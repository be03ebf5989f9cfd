import type { LonLat } from '../airspace/earth-distance.ts';

/** The place of a GeoJSON point as another wing gives it; undefined for anything else. */
export function readPoint(value: unknown): LonLat | undefined {
  if (typeof value !== 'object' || value === null || !('coordinates' in value)) return undefined;
  const { coordinates } = value;
  if (!Array.isArray(coordinates)) return undefined;
  const [longitude, latitude]: unknown[] = coordinates;
  if (typeof longitude !== 'number' || typeof latitude !== 'number') return undefined;
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90 ? { longitude, latitude } : undefined;
}
