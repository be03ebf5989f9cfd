import type { MultiPolygon, Polygon, Position } from 'geojson';

/** Why an outline cannot be used. */
export interface OutlineFault {
  readonly message: string;
}

/** Whether the outline was refused. */
export function isOutlineFault(read: object): read is OutlineFault {
  return 'message' in read;
}

function isOnEarth(value: unknown): value is Position {
  if (!Array.isArray(value)) {
    return false;
  }
  const [longitude, latitude]: readonly unknown[] = value;
  return (
    typeof longitude === 'number' &&
    typeof latitude === 'number' &&
    Math.abs(longitude) <= 180 &&
    Math.abs(latitude) <= 90
  );
}

/** A ring of WGS84 positions, closed where the file left it open, heights dropped. Refuses fewer than three corners and positions off the Earth. */
function readRing(value: unknown): Position[] | OutlineFault {
  if (!Array.isArray(value)) {
    return { message: 'The outline is not a list of positions.' };
  }
  const positions: readonly unknown[] = value;
  if (!positions.every(isOnEarth)) {
    return { message: 'The outline has a position that is no longitude and latitude in degrees.' };
  }
  const corners = positions.map(([longitude = 0, latitude = 0]) => [longitude, latitude]);
  const [first] = corners;
  const last = corners.at(-1);
  const isClosed = first && last && first[0] === last[0] && first[1] === last[1];
  const ring = first && !isClosed ? [...corners, first] : corners;
  return ring.length < 4 ? { message: 'The outline has fewer than three corners.' } : ring;
}

/** A polygon of an outer ring and holes. */
export function readPolygon(value: unknown): Polygon | OutlineFault {
  if (!Array.isArray(value) || value.length === 0) {
    return { message: 'The polygon has no outline.' };
  }
  const rings = value.map(readRing);
  const fault = rings.find(isOutlineFault);
  return (
    fault ?? { type: 'Polygon', coordinates: rings.filter((ring) => !isOutlineFault(ring)) as Position[][] }
  );
}

/** One polygon as it is, several as one MultiPolygon; the first fault among them refuses all. */
export function joinPolygons(
  polygons: readonly (Polygon | OutlineFault)[],
): Polygon | MultiPolygon | OutlineFault {
  const good: Polygon[] = [];
  for (const polygon of polygons) {
    if (isOutlineFault(polygon)) {
      return polygon;
    }
    good.push(polygon);
  }
  const [first, ...others] = good;
  if (!first) {
    return { message: 'There is no polygon.' };
  }
  return others.length === 0
    ? first
    : { type: 'MultiPolygon', coordinates: good.map(({ coordinates }) => coordinates) };
}
