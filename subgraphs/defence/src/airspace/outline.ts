import type { MultiPolygon, Polygon, Position } from 'geojson';
import { metresPerDegreeAt } from './earth-distance.ts';

export interface BoundingBox {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** A polygon made ready for many questions; straight lines are straight in longitude and latitude, as GeoJSON has them. */
export interface Outline {
  readonly box: BoundingBox;
  contains(longitude: number, latitude: number): boolean;
  /** Where the segment meets the outline, as unsorted shares of its length between 0 and 1. */
  meets(fromLongitude: number, fromLatitude: number, toLongitude: number, toLatitude: number): number[];
  /** Metres to the nearest point of the outline, whichever side. */
  distanceM(longitude: number, latitude: number): number;
}

const edgesPerBand = 4;
const maximumBands = 2048;

function ringsOf(geometry: Polygon | MultiPolygon): readonly (readonly Position[])[] {
  return geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
}

function edgesOf(geometry: Polygon | MultiPolygon): Float64Array {
  const values: number[] = [];
  for (const ring of ringsOf(geometry)) {
    ring.forEach(([x1 = NaN, y1 = NaN], index) => {
      const [x2 = x1, y2 = y1] = ring[(index + 1) % ring.length] ?? [];
      if (x1 !== x2 || y1 !== y2) {
        values.push(x1, y1, x2, y2);
      }
    });
  }
  return Float64Array.from(values);
}

function boxOf(edges: Float64Array): BoundingBox {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < edges.length; at += 2) {
    const x = edges[at] ?? NaN;
    const y = edges[at + 1] ?? NaN;
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  return { west, south, east, north };
}

/** Prepares a polygon with holes, or several: its edges lie in horizontal bands, so that a question looks at the few edges of its own latitude and not at thousands. */
export function createOutline(geometry: Polygon | MultiPolygon): Outline {
  const edges = edgesOf(geometry);
  const box = boxOf(edges);
  const bandCount = Math.max(1, Math.min(maximumBands, Math.ceil(edges.length / 4 / edgesPerBand)));
  const bandsPerDegree = box.north > box.south ? bandCount / (box.north - box.south) : 0;
  const bands: Int32Array[] = fillBands();

  function bandAt(latitude: number): number {
    const band = Math.floor((latitude - box.south) * bandsPerDegree);
    return Math.max(0, Math.min(bandCount - 1, band));
  }

  function fillBands(): Int32Array[] {
    const filling: number[][] = Array.from({ length: bandCount }, () => []);
    for (let edge = 0; edge < edges.length; edge += 4) {
      const y1 = edges[edge + 1] ?? NaN;
      const y2 = edges[edge + 3] ?? NaN;
      const last = bandAt(Math.max(y1, y2));
      for (let band = bandAt(Math.min(y1, y2)); band <= last; band += 1) {
        filling[band]?.push(edge);
      }
    }
    return filling.map((band) => Int32Array.from(band));
  }

  function contains(x: number, y: number): boolean {
    if (!(x >= box.west && x <= box.east && y >= box.south && y <= box.north)) {
      return false;
    }
    let inside = false;
    for (const edge of bands[bandAt(y)] ?? []) {
      const x1 = edges[edge] ?? NaN;
      const y1 = edges[edge + 1] ?? NaN;
      const x2 = edges[edge + 2] ?? NaN;
      const y2 = edges[edge + 3] ?? NaN;
      if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) {
        inside = !inside;
      }
    }
    return inside;
  }

  function meets(fromX: number, fromY: number, toX: number, toY: number): number[] {
    const shares: number[] = [];
    const [dx, dy] = [toX - fromX, toY - fromY];
    const last = bandAt(Math.max(fromY, toY));
    for (let band = bandAt(Math.min(fromY, toY)); band <= last; band += 1) {
      for (const edge of bands[band] ?? []) {
        const [x1, y1] = [edges[edge] ?? NaN, edges[edge + 1] ?? NaN];
        const [ex, ey] = [(edges[edge + 2] ?? NaN) - x1, (edges[edge + 3] ?? NaN) - y1];
        const turn = dx * ey - dy * ex;
        const share = ((x1 - fromX) * ey - (y1 - fromY) * ex) / turn;
        const alongEdge = ((x1 - fromX) * dy - (y1 - fromY) * dx) / turn;
        // A hair past the ends of the edge, so that no path slips between two edges at their shared corner.
        if (share > 0 && share < 1 && alongEdge >= -1e-9 && alongEdge <= 1 + 1e-9) {
          shares.push(share);
        }
      }
    }
    return shares;
  }

  function distanceM(x: number, y: number): number {
    const scale = metresPerDegreeAt(y);
    let nearestSquared = Infinity;
    for (let edge = 0; edge < edges.length; edge += 4) {
      const ax = ((edges[edge] ?? NaN) - x) * scale.ofLongitude;
      const ay = ((edges[edge + 1] ?? NaN) - y) * scale.ofLatitude;
      const ex = ((edges[edge + 2] ?? NaN) - x) * scale.ofLongitude - ax;
      const ey = ((edges[edge + 3] ?? NaN) - y) * scale.ofLatitude - ay;
      const along = Math.max(0, Math.min(1, -(ax * ex + ay * ey) / (ex * ex + ey * ey)));
      const [px, py] = [ax + along * ex, ay + along * ey];
      nearestSquared = Math.min(nearestSquared, px * px + py * py);
    }
    return Math.sqrt(nearestSquared);
  }

  return { box, contains, meets, distanceM };
}
