import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isDiscreteCode, type PlanToScore, scorePlan, type TrackToScore } from './score-plan-rules.ts';

const hour = 3_600_000;

const plan: PlanToScore = {
  aircraftAddress: undefined,
  callsign: 'GKA264',
  registration: undefined,
  beaconCode: undefined,
  aircraftType: undefined,
  offBlockAtMs: 0,
  estimatedArrivalAtMs: hour,
  departure: 'KADW',
  cruiseAltitudeFeet: undefined,
  routeDistanceNm: undefined,
  departureDistanceNm: undefined,
};
const track: TrackToScore = {
  aircraftAddress: undefined,
  callsign: undefined,
  registration: undefined,
  registersDisagree: false,
  beaconCode: undefined,
  aircraftType: undefined,
  altitudeFeet: undefined,
  atMs: 0,
};

type Case = readonly [string, Partial<PlanToScore>, Partial<TrackToScore>, number];

// Within the time of the plan, which adds 1, unless the case is about time.
const cases: readonly Case[] = [
  ['the same address', { aircraftAddress: 'AE509E' }, { aircraftAddress: 'AE509E' }, 9],
  ['another address', { aircraftAddress: 'AE509E' }, { aircraftAddress: 'AE509F' }, -7],
  ['the same callsign with blanks', {}, { callsign: 'GKA264  ' }, 6],
  ['another callsign', {}, { callsign: 'DAL1' }, -2],
  ['the same registration without its hyphen', { registration: '1080264' }, { registration: '10-80264' }, 5],
  ['another registration', { registration: 'N1' }, { registration: 'N2' }, -2],
  [
    'a registration that registers disagree on',
    { registration: 'N1' },
    { registration: 'N1', registersDisagree: true },
    1,
  ],
  ['the discrete code assigned', { beaconCode: '5253' }, { beaconCode: '5253' }, 5],
  ['another discrete code', { beaconCode: '5253' }, { beaconCode: '5254' }, -1],
  ['the shared code 1200', { beaconCode: '1200' }, { beaconCode: '1200' }, 1],
  ['a shared code against a discrete one', { beaconCode: '5253' }, { beaconCode: '1200' }, 1],
  ['30 minutes before off-block', {}, { atMs: -hour / 2 }, 1],
  ['a moment earlier', {}, { atMs: -hour / 2 - 1 }, -6],
  ['60 minutes after arrival', {}, { atMs: 2 * hour }, 1],
  ['a moment later', {}, { atMs: 2 * hour + 1 }, -6],
  ['5 NM from the route', { routeDistanceNm: 5 }, {}, 3],
  ['20 NM from the route', { routeDistanceNm: 20 }, {}, 1],
  ['51 NM from the route', { routeDistanceNm: 51 }, {}, -2],
  ['first seen at the departure aerodrome', { departureDistanceNm: 1 }, {}, 3],
  ['first seen elsewhere', { departureDistanceNm: 6 }, {}, 0],
  ['the same type', { aircraftType: 'DHC6' }, { aircraftType: 'DHC6' }, 2],
  ['another type', { aircraftType: 'DHC6' }, { aircraftType: 'C172' }, -1],
  ['the planned level', { cruiseAltitudeFeet: 6_000 }, { altitudeFeet: 6_400 }, 2],
  ['below the planned level', { cruiseAltitudeFeet: 6_000 }, { altitudeFeet: 3_000 }, 1],
  ['well above the planned level', { cruiseAltitudeFeet: 6_000 }, { altitudeFeet: 7_100 }, -1],
];

describe('a plan against a track', () => {
  test.each(cases)('%s', (_name, ofPlan, ofTrack, score) => {
    expect(scorePlan({ ...plan, ...ofPlan }, { ...track, ...ofTrack }).score).toBe(score);
  });

  test('the score is the sum of its evidence, one entry a test, heaviest first', () => {
    const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
    const word = fc.constantFrom('A', 'B');
    const nm = maybe(fc.double({ min: 0, max: 200, noNaN: true }));
    const plans = fc.record({
      aircraftAddress: maybe(word),
      registration: maybe(word),
      routeDistanceNm: nm,
      departureDistanceNm: nm,
    });
    const tracks = fc.record({
      aircraftAddress: maybe(word),
      registration: maybe(word),
      callsign: maybe(word),
    });
    fc.assert(
      fc.property(plans, tracks, (ofPlan, ofTrack) => {
        const { score, evidence } = scorePlan({ ...plan, ...ofPlan }, { ...track, ...ofTrack });
        const weights = evidence.map(({ weight }) => Math.abs(weight));

        expect(score).toBe(evidence.reduce((sum, { weight }) => sum + weight, 0));
        expect(new Set(evidence.map((entry) => entry.test)).size).toBe(9);
        expect(weights).toEqual(weights.toSorted((left, right) => right - left));
      }),
    );
  });

  test.each([
    ['1200', false],
    ['7000', false],
    ['5200', false],
    ['5253', true],
  ])('code %s belongs to one flight alone: %s', (code, discrete) => {
    expect(isDiscreteCode(code)).toBe(discrete);
  });
});
