export interface Position {
  /** WGS84 degrees. */
  readonly latitude: number;
  /** WGS84 degrees. */
  readonly longitude: number;
}

const meanEarthRadiusKm = 6_371;

/** Kilometres between two positions on a sphere, by the haversine formula; within 0.6 % of the ellipsoid. */
export function distanceKm(one: Position, other: Position): number {
  const [south, north] = [radians(one.latitude), radians(other.latitude)];
  const halfLatitude = Math.sin((north - south) / 2);
  const halfLongitude = Math.sin(radians(other.longitude - one.longitude) / 2);
  const haversine = halfLatitude ** 2 + Math.cos(south) * Math.cos(north) * halfLongitude ** 2;
  return 2 * meanEarthRadiusKm * Math.asin(Math.min(1, Math.sqrt(haversine)));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
