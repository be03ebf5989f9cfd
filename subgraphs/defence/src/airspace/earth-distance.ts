export interface LonLat {
  readonly longitude: number;
  readonly latitude: number;
}

export const metresPerNauticalMile = 1852;
/** The statute mile of 5,280 feet. */
export const metresPerMile = 1609.344;

const equatorialRadiusM = 6_378_137;
const flattening = 1 / 298.257223563;
const eccentricitySquared = flattening * (2 - flattening);
const radians = Math.PI / 180;

export interface MetresPerDegree {
  readonly ofLongitude: number;
  readonly ofLatitude: number;
}

/** How many metres a degree spans at a latitude on the WGS84 ellipsoid. */
export function metresPerDegreeAt(latitude: number): MetresPerDegree {
  const sine = Math.sin(latitude * radians);
  const shrink = 1 - eccentricitySquared * sine * sine;
  const primeVerticalM = equatorialRadiusM / Math.sqrt(shrink);
  const meridianM = (primeVerticalM * (1 - eccentricitySquared)) / shrink;
  return {
    ofLongitude: primeVerticalM * Math.cos(latitude * radians) * radians,
    ofLatitude: meridianM * radians,
  };
}

/** Metres between two WGS84 points by the mid-latitude formula: within a metre up to 60 km away from the poles, not for oceans. */
export function distanceM(from: LonLat, to: LonLat): number {
  const scale = metresPerDegreeAt((from.latitude + to.latitude) / 2);
  const turns = Math.round((to.longitude - from.longitude) / 360);
  return Math.hypot(
    (to.longitude - from.longitude - turns * 360) * scale.ofLongitude,
    (to.latitude - from.latitude) * scale.ofLatitude,
  );
}

/** The WGS84 point at a true bearing and distance, a geodesic away. Source: T. Vincenty, Survey Review XXIII/176 (1975), direct formula. */
export function destinationPoint(from: LonLat, bearingDegrees: number, distance: number): LonLat {
  const polarRadiusM = equatorialRadiusM * (1 - flattening);
  const sinBearing = Math.sin(bearingDegrees * radians);
  const cosBearing = Math.cos(bearingDegrees * radians);
  const tanU1 = (1 - flattening) * Math.tan(from.latitude * radians);
  const cosU1 = 1 / Math.sqrt(1 + tanU1 * tanU1);
  const sinU1 = tanU1 * cosU1;
  const sigma1 = Math.atan2(tanU1, cosBearing);
  const sinAlpha = cosU1 * sinBearing;
  const cosSqAlpha = 1 - sinAlpha * sinAlpha;
  const uSq = (cosSqAlpha * (equatorialRadiusM ** 2 - polarRadiusM ** 2)) / polarRadiusM ** 2;
  const a = 1 + (uSq / 16384) * (4096 + uSq * (-768 + uSq * (320 - 175 * uSq)));
  const b = (uSq / 1024) * (256 + uSq * (-128 + uSq * (74 - 47 * uSq)));
  const firstSigma = distance / (polarRadiusM * a);
  let sigma = firstSigma;
  for (let round = 0; round < 8; round += 1) {
    const cos2M = Math.cos(2 * sigma1 + sigma);
    const inner =
      Math.cos(sigma) * (2 * cos2M ** 2 - 1) -
      (b / 6) * cos2M * (4 * Math.sin(sigma) ** 2 - 3) * (4 * cos2M ** 2 - 3);
    sigma = firstSigma + b * Math.sin(sigma) * (cos2M + (b / 4) * inner);
  }
  const sinSigma = Math.sin(sigma);
  const cosSigma = Math.cos(sigma);
  const cos2M = Math.cos(2 * sigma1 + sigma);
  const across = sinU1 * sinSigma - cosU1 * cosSigma * cosBearing;
  const latitude = Math.atan2(
    sinU1 * cosSigma + cosU1 * sinSigma * cosBearing,
    (1 - flattening) * Math.hypot(sinAlpha, across),
  );
  const lambda = Math.atan2(sinSigma * sinBearing, cosU1 * cosSigma - sinU1 * sinSigma * cosBearing);
  const c = (flattening / 16) * cosSqAlpha * (4 + flattening * (4 - 3 * cosSqAlpha));
  const correction =
    (1 - c) * flattening * sinAlpha * (sigma + c * sinSigma * (cos2M + c * cosSigma * (2 * cos2M ** 2 - 1)));
  return { longitude: from.longitude + (lambda - correction) / radians, latitude: latitude / radians };
}

/** The true bearing in degrees, 0 up to 360, from one WGS84 point to another nearby, by the mid-latitude formula. */
export function bearingDegrees(from: LonLat, to: LonLat): number {
  const scale = metresPerDegreeAt((from.latitude + to.latitude) / 2);
  const east = (to.longitude - from.longitude) * scale.ofLongitude;
  const north = (to.latitude - from.latitude) * scale.ofLatitude;
  return (Math.atan2(east, north) / radians + 360) % 360;
}
