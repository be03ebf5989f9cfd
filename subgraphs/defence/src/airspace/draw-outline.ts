import type { Polygon, Position } from 'geojson';
import {
  bearingDegrees,
  destinationPoint,
  distanceM,
  type LonLat,
  metresPerNauticalMile,
} from './earth-distance.ts';

// At 15 NM a chord of 2 degrees lies 4 m inside its arc.
const stepDegrees = 2;
const coordinateDecimals = 7;

function position({ longitude, latitude }: LonLat): Position {
  return [Number(longitude.toFixed(coordinateDecimals)), Number(latitude.toFixed(coordinateDecimals))];
}

/** A point written in degrees, minutes and seconds, as published definitions do: `pointAt('38-59-31N 077-18-30W')`. Refuses anything else with a RangeError. */
export function pointAt(published: string): LonLat {
  const match = /^(\d+)-(\d+)-([\d.]+)([NS]) (\d+)-(\d+)-([\d.]+)([EW])$/.exec(published);
  if (!match) {
    throw new RangeError(`${published} is not written as degrees-minutes-seconds.`);
  }
  const [, latDegrees, latMinutes, latSeconds, northSouth, lonDegrees, lonMinutes, lonSeconds, eastWest] =
    match;
  const latitude = Number(latDegrees) + Number(latMinutes) / 60 + Number(latSeconds) / 3600;
  const longitude = Number(lonDegrees) + Number(lonMinutes) / 60 + Number(lonSeconds) / 3600;
  return {
    latitude: northSouth === 'S' ? -latitude : latitude,
    longitude: eastWest === 'W' ? -longitude : longitude,
  };
}

/** The points of an arc clockwise round a centre, from one published end to the other, both kept as published. */
export function clockwiseArc(centre: LonLat, radiusNm: number, ends: readonly [LonLat, LonLat]): LonLat[] {
  const [from, to] = ends;
  const startDegrees = bearingDegrees(centre, from);
  const sweepDegrees = (bearingDegrees(centre, to) - startDegrees + 360) % 360;
  const points = [from];
  for (let turned = stepDegrees; turned < sweepDegrees; turned += stepDegrees) {
    points.push(destinationPoint(centre, startDegrees + turned, radiusNm * metresPerNauticalMile));
  }
  return [...points, to];
}

/** The points of a circle, clockwise from north, not closed. */
export function circle(centre: LonLat, radiusM: number): LonLat[] {
  return Array.from({ length: 360 / stepDegrees }, (_none, index) =>
    destinationPoint(centre, index * stepDegrees, radiusM),
  );
}

/** An outline less a disc that bites into its edge: the stretch of outline inside the disc gives way to the disc's own edge. An outline that the disc does not cut in one stretch is returned as it is. */
export function withoutDisc(outline: readonly LonLat[], centre: LonLat, radiusM: number): LonLat[] {
  const inDisc = (point: LonLat): boolean => distanceM(centre, point) < radiusM;
  const lastBefore = outline.findIndex((point, index) => {
    const next = outline[index + 1];
    return next !== undefined && !inDisc(point) && inDisc(next);
  });
  const firstAfter = outline.findIndex(
    (point, index) => index > lastBefore && !inDisc(point) && index > lastBefore + 1,
  );
  const [before, inside, lastInside, after] = [lastBefore, lastBefore + 1, firstAfter - 1, firstAfter].map(
    (index) => outline[index],
  );
  if (!before || !inside || !lastInside || !after) {
    return [...outline];
  }
  const entry = edgeOfDisc(before, inside, (point) => !inDisc(point));
  const exit = edgeOfDisc(after, lastInside, (point) => !inDisc(point));
  const bite = clockwiseArc(centre, radiusM / metresPerNauticalMile, [exit, entry]).reverse();
  return [...outline.slice(0, lastBefore + 1), ...bite, ...outline.slice(firstAfter)];
}

function edgeOfDisc(outside: LonLat, inside: LonLat, isOutside: (point: LonLat) => boolean): LonLat {
  let far = outside;
  let near = inside;
  for (let round = 0; round < 40; round += 1) {
    const middle = {
      longitude: (far.longitude + near.longitude) / 2,
      latitude: (far.latitude + near.latitude) / 2,
    };
    if (isOutside(middle)) {
      far = middle;
    } else {
      near = middle;
    }
  }
  return near;
}

/** Points in clockwise order as a GeoJSON polygon: closed, and turned the way that RFC 7946 asks. */
export function polygonOf(clockwise: readonly LonLat[]): Polygon {
  const ring = clockwise.map(position).reverse();
  const [first] = ring;
  return { type: 'Polygon', coordinates: [first ? [...ring, first] : ring] };
}
