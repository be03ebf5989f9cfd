import {
  distanceM,
  type LonLat,
  metresPerDegreeAt,
  metresPerNauticalMile,
} from '../airspace/earth-distance.ts';
import { aerodromePosition } from './aerodromes.ts';
import type { FlightPlan } from './flight-plan.ts';

type PlacedOrNot = LonLat | undefined;

/** The legs of a route both ends of which are placed, as the message or the table of aerodromes places them. */
export function placedLegs(plan: FlightPlan): readonly (readonly [LonLat, LonLat])[] {
  return consecutive(pointsOf(plan)).flatMap(([from, to]) => (from && to ? [[from, to] as const] : []));
}

/** The placed part of a route as a line; undefined where fewer than two of its points are placed. */
export function routeLine(plan: FlightPlan): readonly LonLat[] | undefined {
  const placed = pointsOf(plan).filter((point) => point !== undefined);
  return placed.length < 2 ? undefined : placed;
}

/**
 * Nautical miles from a point to the placed part of a route. Undefined where the point is far from it and the route has
 * parts that are not placed: the flight may be on one of those.
 */
export function routeDistanceNm(plan: FlightPlan, point: LonLat): number | undefined {
  const points = pointsOf(plan);
  const placed = points.filter((candidate) => candidate !== undefined);
  const legs = placedLegs(plan).map(([from, to]) => distanceToLegM(point, from, to));
  const nearest = Math.min(...legs, ...placed.map((candidate) => distanceM(candidate, point)));
  const nauticalMiles = nearest / metresPerNauticalMile;
  const wholeRouteIsPlaced = placed.length === points.length && placed.length > 1;
  return nauticalMiles <= 5 || wholeRouteIsPlaced ? nauticalMiles : undefined;
}

function pointsOf(plan: FlightPlan): readonly PlacedOrNot[] {
  const enRoute = plan.routePoints.map(({ longitude, latitude }) =>
    longitude === undefined || latitude === undefined ? undefined : { longitude, latitude },
  );
  const destination = plan.destination === undefined ? [] : [aerodromePosition(plan.destination)];
  return [aerodromePosition(plan.departure), ...enRoute, ...destination];
}

function consecutive(points: readonly PlacedOrNot[]): readonly (readonly [PlacedOrNot, PlacedOrNot])[] {
  return points.slice(1).map((point, index) => [points[index], point] as const);
}

function distanceToLegM(point: LonLat, from: LonLat, to: LonLat): number {
  const scale = metresPerDegreeAt(point.latitude);
  const ax = (from.longitude - point.longitude) * scale.ofLongitude;
  const ay = (from.latitude - point.latitude) * scale.ofLatitude;
  const ex = (to.longitude - from.longitude) * scale.ofLongitude;
  const ey = (to.latitude - from.latitude) * scale.ofLatitude;
  const length = ex * ex + ey * ey;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, -(ax * ex + ay * ey) / length));
  return Math.hypot(ax + along * ex, ay + along * ey);
}
