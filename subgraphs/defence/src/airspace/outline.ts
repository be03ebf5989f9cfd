import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { BoundingBox } from './bounding-box.ts';
import { metresPerDegreeAt } from './earth-distance.ts';
import { createEdgeBands } from './edge-bands.ts';

/** A polygon made ready for many questions; straight lines are straight in longitude and latitude, as GeoJSON has them. */
export interface Outline {
  readonly box: BoundingBox;
  contains(longitude: number, latitude: number): boolean;
  /** Where the segment meets the outline, as unsorted shares of its length between 0 and 1; a share may come twice. */
  meets(fromLongitude: number, fromLatitude: number, toLongitude: number, toLatitude: number): number[];
  /** Metres to the nearest point of the outline, whichever side. */
  distanceM(longitude: number, latitude: number): number;
}

// A hair past the ends of an edge, so that no path slips between two edges at their shared corner.
const hair = 1e-9;

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

/** The share of a segment at which it meets an edge, or NaN. */
function shareAt(
  edges: Float64Array,
  edge: number,
  segment: { readonly x: number; readonly y: number; readonly dx: number; readonly dy: number },
): number {
  const fromEdgeX = (edges[edge] ?? NaN) - segment.x;
  const fromEdgeY = (edges[edge + 1] ?? NaN) - segment.y;
  const edgeX = (edges[edge + 2] ?? NaN) - segment.x - fromEdgeX;
  const edgeY = (edges[edge + 3] ?? NaN) - segment.y - fromEdgeY;
  const turn = segment.dx * edgeY - segment.dy * edgeX;
  const share = (fromEdgeX * edgeY - fromEdgeY * edgeX) / turn;
  if (!(share > 0 && share < 1)) {
    return NaN;
  }
  const alongEdge = (fromEdgeX * segment.dy - fromEdgeY * segment.dx) / turn;
  return alongEdge >= -hair && alongEdge <= 1 + hair ? share : NaN;
}

function squaredDistanceM(
  edges: Float64Array,
  edge: number,
  from: { x: number; y: number; east: number; north: number },
) {
  const ax = ((edges[edge] ?? NaN) - from.x) * from.east;
  const ay = ((edges[edge + 1] ?? NaN) - from.y) * from.north;
  const ex = ((edges[edge + 2] ?? NaN) - from.x) * from.east - ax;
  const ey = ((edges[edge + 3] ?? NaN) - from.y) * from.north - ay;
  const along = Math.max(0, Math.min(1, -(ax * ex + ay * ey) / (ex * ex + ey * ey)));
  const px = ax + along * ex;
  const py = ay + along * ey;
  return px * px + py * py;
}

/** Prepares a polygon with holes, or several. */
export function createOutline(geometry: Polygon | MultiPolygon): Outline {
  const edges = edgesOf(geometry);
  const box = boxOf(edges);
  const bands = createEdgeBands(edges, box);

  return {
    box,
    contains(x, y) {
      if (!(x >= box.west && x <= box.east && y >= box.south && y <= box.north)) {
        return false;
      }
      let inside = false;
      for (const edge of bands.at(y)) {
        const y1 = edges[edge + 1] ?? NaN;
        const y2 = edges[edge + 3] ?? NaN;
        if (y1 > y !== y2 > y) {
          const x1 = edges[edge] ?? NaN;
          const x2 = edges[edge + 2] ?? NaN;
          inside = x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1) ? !inside : inside;
        }
      }
      return inside;
    },
    meets(fromX, fromY, toX, toY) {
      const segment = { x: fromX, y: fromY, dx: toX - fromX, dy: toY - fromY };
      const west = Math.min(fromX, toX);
      const east = Math.max(fromX, toX);
      const shares: number[] = [];
      bands.forEachBetween(Math.min(fromY, toY), Math.max(fromY, toY), (edge) => {
        const x1 = edges[edge] ?? NaN;
        const x2 = edges[edge + 2] ?? NaN;
        if ((x1 < west && x2 < west) || (x1 > east && x2 > east)) {
          return;
        }
        const share = shareAt(edges, edge, segment);
        if (!Number.isNaN(share)) {
          shares.push(share);
        }
      });
      return shares;
    },
    distanceM(x, y) {
      const scale = metresPerDegreeAt(y);
      const from = { x, y, east: scale.ofLongitude, north: scale.ofLatitude };
      let nearest = Infinity;
      for (let edge = 0; edge < edges.length; edge += 4) {
        nearest = Math.min(nearest, squaredDistanceM(edges, edge, from));
      }
      return Math.sqrt(nearest);
    },
  };
}
