import type { MultiPolygon, Polygon } from 'geojson';
import { destinationPoint, distanceM, type LonLat } from '../airspace/earth-distance.ts';
import type { BoundingBox } from '../airspace/bounding-box.ts';
import { createOutline } from '../airspace/outline.ts';

/** A part of the earth's surface that can be asked about. */
export interface Area {
  /** West greater than east crosses the antimeridian. */
  readonly box: BoundingBox;
  contains(longitude: number, latitude: number): boolean;
  readonly geometry: Polygon | MultiPolygon;
}

/** The area between two meridians and two parallels, degrees; west greater than east crosses the antimeridian. */
export function boxArea(box: BoundingBox): Area {
  const { west, south, east, north } = box;
  const crosses = west > east;
  const half = (from: number, to: number) => [
    [
      [from, south],
      [to, south],
      [to, north],
      [from, north],
      [from, south],
    ],
  ];
  return {
    box,
    contains: (longitude, latitude) =>
      latitude >= south &&
      latitude <= north &&
      (crosses ? longitude >= west || longitude <= east : longitude >= west && longitude <= east),
    geometry: crosses
      ? { type: 'MultiPolygon', coordinates: [half(west, 180), half(-180, east)] }
      : { type: 'Polygon', coordinates: half(west, east) },
  };
}

/** The area within a distance of a point. */
export function circleArea(centre: LonLat, radiusM: number): Area {
  const bearings = Array.from({ length: 72 }, (_, index) => index * 5);
  const ring = bearings.map((bearing) => destinationPoint(centre, bearing, radiusM));
  const latitudes = ring.map(({ latitude }) => latitude);
  const reach = Math.max(...ring.map(({ longitude }) => Math.abs(longitude - centre.longitude)));
  const holdsPole = Math.abs(centre.latitude) + radiusM / 111_000 >= 90;
  return {
    box: {
      west: holdsPole ? -180 : wrap(centre.longitude - reach),
      east: holdsPole ? 180 : wrap(centre.longitude + reach),
      south: Math.min(...latitudes, centre.latitude),
      north: holdsPole && centre.latitude > 0 ? 90 : Math.max(...latitudes, centre.latitude),
    },
    contains: (longitude, latitude) => distanceM(centre, { longitude, latitude }) <= radiusM,
    geometry: {
      type: 'Polygon',
      coordinates: [[...ring, ...ring.slice(0, 1)].map(({ longitude, latitude }) => [longitude, latitude])],
    },
  };
}

/** The inside of a polygon or of several, holes left out. */
export function polygonArea(geometry: Polygon | MultiPolygon): Area {
  const outline = createOutline(geometry);
  return {
    box: outline.box,
    geometry,
    contains: (longitude, latitude) => outline.contains(longitude, latitude),
  };
}

function wrap(longitude: number): number {
  return ((((longitude + 180) % 360) + 360) % 360) - 180;
}
