import { expect, test } from '@jest/globals';
import { altitudeFeetOf, beaconCodeOf, squitterAltitudeFeetOf } from './surveillance-codes.ts';

const metricBit = 0x40;
const fineBit = 0x10;
const codes = Array.from({ length: 0x2000 }, (_none, code) => code);

test('each of the 4,096 beacon codes has one pattern of pulses', () => {
  const patterns = codes.filter((code) => (code & metricBit) === 0);

  const octal = patterns.map(beaconCodeOf);

  expect(octal.every((code) => /^[0-7]{4}$/.test(code))).toBe(true);
  expect(new Set(octal).size).toBe(4096);
});

test('altitudes in steps of 25 ft run from 1,000 ft below the sea, each once', () => {
  const fine = codes.filter((code) => (code & metricBit) === 0 && (code & fineBit) !== 0).map(altitudeFeetOf);

  expect(new Set(fine)).toEqual(new Set(Array.from({ length: 2048 }, (_none, step) => step * 25 - 1000)));
});

test('altitudes in steps of 100 ft run from 1,200 ft below the sea to 126,700 ft, each once', () => {
  const coarse = codes
    .filter((code) => (code & metricBit) === 0 && (code & fineBit) === 0)
    .flatMap((code) => altitudeFeetOf(code) ?? []);

  const sorted = coarse.toSorted((a, b) => a - b);
  expect(sorted).toEqual(Array.from({ length: 1280 }, (_none, step) => step * 100 - 1200));
});

test('an empty altitude and one in metres are not known', () => {
  expect([0, metricBit | 0x1fbf].map(altitudeFeetOf)).toEqual([undefined, undefined]);
});

test('a squitter carries the same altitude in one bit less', () => {
  expect(squitterAltitudeFeetOf(0xc38)).toBe(38_000);
});
