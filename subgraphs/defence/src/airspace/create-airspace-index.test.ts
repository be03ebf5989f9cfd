import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anAirspace } from './an-airspace.ts';
import type { AirspaceSample } from './airspace-index.ts';
import { createAirspaceIndex } from './create-airspace-index.ts';
import { feetAgl } from './define-airspace.ts';
import { circle, polygonOf } from './draw-outline.ts';
import { destinationPoint, distanceM } from './earth-distance.ts';
import { createOutline } from './outline.ts';

const centre = { longitude: -77, latitude: 39 };
const opensMs = Date.UTC(2026, 0, 1);
const hourMs = 3_600_000;

function at(longitude: number, latitude: number, change: Partial<AirspaceSample> = {}): AirspaceSample {
  return { longitude, latitude, altitudeFeet: 1000, atMs: opensMs, ...change };
}

describe('a segment between two updates', () => {
  const index = createAirspaceIndex([anAirspace()]);

  test('that crosses a volume between two points outside it is found, with where it enters and leaves', () => {
    const [crossing] = index.crossedBy(at(-77.2, 39), at(-76.8, 39));

    expect(crossing).toMatchObject({ startedInside: false, endsInside: false });
    expect(crossing?.entryFraction).toBeCloseTo(0.25, 9);
    expect(crossing?.exitFraction).toBeCloseTo(0.75, 9);
  });

  test('that starts inside says so and enters at its start', () => {
    expect(index.crossedBy(at(-77, 39), at(-76.8, 39))).toMatchObject([
      { startedInside: true, entryFraction: 0 },
    ]);
  });

  test('that descends into a volume enters where it meets the ceiling', () => {
    const crossings = index.crossedBy(
      at(-77, 39, { altitudeFeet: 4000 }),
      at(-76.99, 39, { altitudeFeet: 2000 }),
    );

    expect(crossings).toMatchObject([{ startedInside: false, endsInside: true, entryFraction: 0.5 }]);
  });

  test('that passes over a volume does not meet it', () => {
    const high = { altitudeFeet: 3600 };

    expect(index.crossedBy(at(-77.2, 39, high), at(-76.8, 39, high))).toEqual([]);
  });

  test('without any height meets every volume below its path', () => {
    const unknown = { altitudeFeet: undefined };

    expect(index.crossedBy(at(-77.2, 39, unknown), at(-76.8, 39, unknown))).toHaveLength(1);
  });

  test('of an aircraft that hovers is inside for all of it', () => {
    expect(index.crossedBy(at(-77, 39), at(-77, 39, { atMs: opensMs + 1000 }))).toMatchObject([
      { startedInside: true, endsInside: true },
    ]);
  });

  test('is inside from the moment that the volume opens', () => {
    const timed = createAirspaceIndex([
      anAirspace({ activations: [{ fromMs: opensMs, toMs: opensMs + hourMs }] }),
    ]);

    const crossings = timed.crossedBy(
      at(-77, 39, { atMs: opensMs - 1000 }),
      at(-77, 39.01, { atMs: opensMs + 3000 }),
    );

    expect(crossings).toMatchObject([{ startedInside: false, endsInside: true, entryFraction: 0.25 }]);
  });

  test('over the antimeridian meets a volume on either side of it', () => {
    const fiji = createAirspaceIndex([
      anAirspace({
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [-180, -18],
              [-179.8, -18],
              [-179.8, -17],
              [-180, -17],
              [-180, -18],
            ],
          ],
        },
      }),
    ]);

    expect(fiji.crossedBy(at(179.9, -17.5), at(-179.9, -17.5))).toMatchObject([
      { startedInside: false, endsInside: true },
    ]);
  });
});

describe('a volume', () => {
  test('is active from its opening until just before its end', () => {
    const index = createAirspaceIndex([
      anAirspace({ activations: [{ fromMs: opensMs, toMs: opensMs + hourMs }] }),
    ]);
    const found = [opensMs - 1, opensMs, opensMs + hourMs - 1, opensMs + hourMs].map(
      (atMs) => index.containing(-77, 39, 1000, atMs).length,
    );

    expect(found).toEqual([0, 1, 1, 0]);
  });

  test('limited over the ground ends that much above the terrain', () => {
    const index = createAirspaceIndex([anAirspace({ ceiling: feetAgl(3000), groundElevationFeet: 500 })]);

    expect(index.containing(-77, 39, 3500, opensMs)).toHaveLength(1);
    expect(index.containing(-77, 39, 3501, opensMs)).toHaveLength(0);
  });

  test('with a hole does not hold what is in the hole', () => {
    const ring = (half: number): number[][] => [
      [-77 - half, 39 - half],
      [-77 + half, 39 - half],
      [-77 + half, 39 + half],
      [-77 - half, 39 + half],
      [-77 - half, 39 - half],
    ];
    const index = createAirspaceIndex([
      anAirspace({ geometry: { type: 'Polygon', coordinates: [ring(0.2), ring(0.1)] } }),
    ]);

    expect(index.containing(-77, 39, 1000, opensMs)).toHaveLength(0);
    expect(index.containing(-77.15, 39, 1000, opensMs)).toHaveLength(1);
  });
});

const bearing = fc.double({ min: 0, max: 359.9, noNaN: true });

test('a circle holds exactly the points nearer to its centre than its radius', () => {
  const radiusM = 5556;
  const outline = createOutline(polygonOf(circle(centre, radiusM)));
  // The chords lie up to a metre inside the circle.
  const share = fc.double({ min: 0, max: 2, noNaN: true }).filter((value) => Math.abs(value - 1) > 0.001);

  fc.assert(
    fc.property(bearing, share, (degrees, times) => {
      const point = destinationPoint(centre, degrees, times * radiusM);
      expect(outline.contains(point.longitude, point.latitude)).toBe(times < 1);
      expect(distanceM(centre, point)).toBeCloseTo(times * radiusM, 0);
    }),
  );
});

test('a segment enters a convex volume where the midpoint of what is inside is inside and both outer parts are outside', () => {
  const index = createAirspaceIndex([anAirspace({ geometry: polygonOf(circle(centre, 5556)) })]);
  const offset = fc.double({ min: -0.12, max: 0.12, noNaN: true });

  fc.assert(
    fc.property(offset, offset, offset, offset, (x1, y1, x2, y2) => {
      const from = at(centre.longitude + x1, centre.latitude + y1);
      const to = at(centre.longitude + x2, centre.latitude + y2);
      const inside = (share: number): boolean =>
        index.containing(
          from.longitude + (to.longitude - from.longitude) * share,
          from.latitude + (to.latitude - from.latitude) * share,
          1000,
          opensMs,
        ).length === 1;
      const [crossing] = index.crossedBy(from, to);
      if (!crossing) {
        expect([0, 0.25, 0.5, 0.75, 1].filter(inside)).toEqual([]);
        return;
      }
      const { entryFraction, exitFraction } = crossing;
      expect(inside((entryFraction + exitFraction) / 2)).toBe(true);
      expect(entryFraction > 1e-6 && inside(entryFraction / 2)).toBe(false);
      expect(exitFraction < 1 - 1e-6 && inside((1 + exitFraction) / 2)).toBe(false);
    }),
  );
});
