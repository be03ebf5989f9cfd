import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { HeldPlan } from '../flight-plans/held-plan.ts';
import { unmarked } from '../releasability/marking.ts';
import { correlate, type LinkedTrack } from './correlate-rules.ts';
import type { PlanLink } from './correlation.ts';

function aPlan(id: string): HeldPlan {
  const content = {
    gufi: id,
    source: 'ICAO_ATS',
    callsign: id,
    aircraftAddress: undefined,
    registration: undefined,
    aircraftType: undefined,
    aircraftCount: 1,
    wakeCategory: undefined,
    flightRules: 'IFR',
    flightType: 'SCHEDULED',
    beaconCode: undefined,
    departure: 'KDCA',
    departureName: undefined,
    destination: undefined,
    destinationName: undefined,
    alternates: [],
    offBlockAtMs: 0,
    estimatedArrivalAtMs: undefined,
    cruiseSpeedKnots: undefined,
    cruiseAltitudeFeet: undefined,
    route: undefined,
    routePoints: [],
    operator: undefined,
    specialHandling: [],
    remarks: undefined,
    message: '',
  } as const;
  return {
    id,
    content,
    originatorId: 'A',
    state: 'FILED',
    revision: 1,
    marking: unmarked,
    sharedWith: new Set(),
  };
}

function tracksOf(scores: readonly (readonly number[])[]): readonly LinkedTrack[] {
  const plans = (scores[0] ?? []).map((_score, index) => aPlan(`plan-${index}`));
  return scores.map((row, number) => ({
    id: String(number),
    environment: 'AIR',
    links: plans
      .map((plan, index): PlanLink => ({ plan, score: row[index] ?? 0, evidence: [] }))
      .filter(({ score }) => score > 0)
      .toSorted((left, right) => right.score - left.score),
  }));
}

function correlateAll(tracks: readonly LinkedTrack[], held: (planId: string) => boolean = () => true) {
  return tracks.map((track) =>
    correlate(track, {
      held: ({ plan }) => held(plan.id),
      tracksOf: (link) =>
        tracks.filter((other) => other !== track && other.links.some(({ plan }) => plan.id === link.plan.id)),
    }),
  );
}

describe('correlation of tracks and plans', () => {
  test.each([
    [[[6]], ['CORRELATED']],
    [[[5]], ['UNCORRELATED']],
    [[[9, 6]], ['CORRELATED']],
    [[[8, 6]], ['AMBIGUOUS']],
    [
      [[9], [8]],
      ['AMBIGUOUS', 'UNCORRELATED'],
    ],
    [
      [[9], [6]],
      ['CORRELATED', 'UNCORRELATED'],
    ],
    [
      [
        [9, 8],
        [8, 0],
      ],
      ['CORRELATED', 'CORRELATED'],
    ],
  ])('scores %j give %j', (scores, statuses) => {
    expect(correlateAll(tracksOf(scores)).map(({ status }) => status)).toEqual(statuses);
  });

  test('a plan that the unit does not hold neither identifies nor competes', () => {
    const [correlation] = correlateAll(tracksOf([[9, 8]]), (id) => id === 'plan-1');

    expect(correlation).toMatchObject({ status: 'CORRELATED', plan: { id: 'plan-1' } });
    expect(correlation?.candidates).toHaveLength(1);
  });

  test('never gives one plan to two tracks', () => {
    const scores = fc.array(fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 4, maxLength: 4 }), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(scores, (matrix) => {
        const given = correlateAll(tracksOf(matrix)).flatMap(({ plan }) => (plan ? [plan.id] : []));
        expect(new Set(given).size).toBe(given.length);
      }),
    );
  });
});
