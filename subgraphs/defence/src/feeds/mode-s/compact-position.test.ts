import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CompactPosition, longitudeZones, placeFromPair, placeNear } from './compact-position.ts';

function share(value: number, size: number): number {
  const part = value / size - Math.floor(value / size);
  // As a squitter carries it, in 17 bits.
  return (Math.round(part * 2 ** 17) % 2 ** 17) / 2 ** 17;
}

function encode(
  latitude: number,
  longitude: number,
  isOdd: boolean,
  atMs: number,
  span: 360 | 90,
): CompactPosition {
  const height = span / (isOdd ? 59 : 60);
  const y = share(latitude, height);
  const encodedLatitude = height * (Math.floor(latitude / height) + y);
  const width = span / Math.max(1, longitudeZones(encodedLatitude) - (isOdd ? 1 : 0));
  return { isOdd, y, x: share(longitude, width), atMs };
}

const latitude = fc.double({ min: -86.5, max: 86.5, noNaN: true });
const longitude = fc.double({ min: -179.99, max: 179.99, noNaN: true });
const near = fc.double({ min: -0.3, max: 0.3, noNaN: true });

function apart(first: number, second: number): number {
  return Math.abs(((first - second + 540) % 360) - 180);
}

test('an even and an odd message of one place give that place within six metres, or nothing', () => {
  fc.assert(
    fc.property(latitude, longitude, fc.boolean(), (lat, lon, oddIsNewer) => {
      const even = encode(lat, lon, false, oddIsNewer ? 0 : 1, 360);
      const odd = encode(lat, lon, true, oddIsNewer ? 1 : 0, 360);
      const place = placeFromPair(even, odd);
      if (place) {
        expect(Math.abs(place.latitude - lat)).toBeLessThan(0.0001);
        expect(apart(place.longitude, lon) * Math.cos((lat * Math.PI) / 180)).toBeLessThan(0.0001);
      }
    }),
  );
});

test('one message near a known place gives its own place', () => {
  fc.assert(
    fc.property(
      latitude,
      longitude,
      near,
      near,
      fc.boolean(),
      fc.boolean(),
      (lat, lon, north, east, isOdd, grounded) => {
        const span = grounded ? 90 : 360;
        const place = placeNear(
          { latitude: lat + north, longitude: lon + east },
          encode(lat, lon, isOdd, 0, span),
          span,
        );

        expect(Math.abs(place.latitude - lat)).toBeLessThan(0.0001);
        expect(apart(place.longitude, lon) * Math.cos((lat * Math.PI) / 180)).toBeLessThan(0.0001);
      },
    ),
  );
});

test.each([
  [0, 59],
  [10.4, 59],
  [10.5, 58],
  [52, 36],
  [86.9, 2],
  [87.1, 1],
  [-52, 36],
])('at %d degrees north there are %i longitude zones', (degrees, zones) => {
  expect(longitudeZones(degrees)).toBe(zones);
});
