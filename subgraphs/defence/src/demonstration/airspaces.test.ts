import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { describeWithRecordings } from '@rotunda/platform/shared-recordings';
import type { FeatureCollection, Polygon } from 'geojson';
import { createAirspaceIndex } from '../airspace/create-airspace-index.ts';
import { createOutline } from '../airspace/outline.ts';
import { washingtonAirspaces } from './airspaces.ts';

const atMs = Date.UTC(2026, 0, 1);
const airspaces = washingtonAirspaces(atMs);
const index = createAirspaceIndex(airspaces);

function namesAt(longitude: number, latitude: number, altitudeFeet: number | undefined): readonly string[] {
  return index.containing(longitude, latitude, altitudeFeet, atMs).map(({ designator }) => designator);
}

describe('the airspace over Washington', () => {
  test('holds the Capitol in P-56A, the zone and the area', () => {
    expect(namesAt(-77.009, 38.8899, 1000)).toEqual(['DC-SFRA', 'DC-FRZ', 'P-56A']);
  });

  test('holds the ballpark in the zone but not in P-56', () => {
    expect(namesAt(-77.0074, 38.873, 2600)).toEqual(['DC-SFRA', 'DC-FRZ']);
  });

  test('leaves the mile round Freeway Airport out of the zone', () => {
    expect(namesAt(-76.77, 38.9414, 1000)).toEqual(['DC-SFRA']);
  });

  test('ends below flight level 180, where an airliner passes over all of it', () => {
    expect(namesAt(-77.009, 38.8899, 18_100)).toEqual([]);
  });

  test('holds an aircraft whose height is not known', () => {
    expect(namesAt(-77.0074, 38.873, undefined)).toEqual(['DC-SFRA', 'DC-FRZ']);
  });
});

/** The share of the two areas' union that both hold, sampled on a grid. */
function overlap(first: Polygon, second: Polygon): number {
  const [one, other] = [createOutline(first), createOutline(second)];
  const { west, south, east, north } = one.box;
  let [both, either] = [0, 0];
  for (let column = 0; column < 500; column += 1) {
    for (let row = 0; row < 500; row += 1) {
      const x = west + ((column + 0.5) / 500) * (east - west);
      const y = south + ((row + 0.5) / 500) * (north - south);
      const [inOne, inOther] = [one.contains(x, y), other.contains(x, y)];
      both += inOne && inOther ? 1 : 0;
      either += inOne || inOther ? 1 : 0;
    }
  }
  return both / either;
}

/** The furthest that a corner of one outline lies from the other outline, both ways. */
function furthestM(first: Polygon, second: Polygon): number {
  const distances = (from: Polygon, to: Polygon): number[] => {
    const outline = createOutline(to);
    return from.coordinates.flat().map(([x = NaN, y = NaN]) => outline.distanceM(x, y));
  };
  return Math.max(...distances(first, second), ...distances(second, first));
}

describeWithRecordings('outlines as the FAA published them', (recording) => {
  test.each([
    ['DC-SFRA', 'dc_sfra', 0, 60],
    ['DC-FRZ', 'dc_frz', 0, 60],
    ['P-56A', 'dc_p56', 0, 60],
    ['P-56B', 'dc_p56', 1, 5],
  ])(
    '%s is the same area within a hundredth, and nowhere off by more than a few metres of its chords',
    (designator, file, feature, withinM) => {
      const path = recording(`defence/airspace/${file}.geojson`);
      const published: FeatureCollection<Polygon> = JSON.parse(readFileSync(path, 'utf8'));
      const theirs = published.features[feature]?.geometry;
      const ours = airspaces.find((airspace) => airspace.designator === designator)?.geometry;
      if (theirs?.type !== 'Polygon' || ours?.type !== 'Polygon') {
        throw new Error(`${designator} is not there to compare.`);
      }

      expect(overlap(ours, theirs)).toBeGreaterThan(0.99);
      expect(furthestM(ours, theirs)).toBeLessThan(withinM);
    },
  );
});
