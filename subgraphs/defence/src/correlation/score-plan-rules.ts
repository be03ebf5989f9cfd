import type { CorrelationEvidence, CorrelationTest, PlanScore } from './correlation.ts';

/** What a plan says, as far as tracks can be compared with it. */
export interface PlanToScore {
  readonly aircraftAddress: string | undefined;
  readonly callsign: string;
  readonly registration: string | undefined;
  readonly beaconCode: string | undefined;
  readonly aircraftType: string | undefined;
  readonly offBlockAtMs: number;
  readonly estimatedArrivalAtMs: number | undefined;
  readonly departure: string;
  readonly cruiseAltitudeFeet: number | undefined;
  /** Nautical miles from the track to the placed part of the route; undefined where nothing can be said. */
  readonly routeDistanceNm: number | undefined;
  /** Nautical miles from the departure aerodrome to where the track was first seen; undefined where nothing can be said. */
  readonly departureDistanceNm: number | undefined;
}

/** What a track shows, as far as plans can be compared with it. */
export interface TrackToScore {
  readonly aircraftAddress: string | undefined;
  readonly callsign: string | undefined;
  readonly registration: string | undefined;
  readonly registersDisagree: boolean;
  readonly beaconCode: string | undefined;
  readonly aircraftType: string | undefined;
  readonly altitudeFeet: number | undefined;
  /** Source time of what is compared. */
  readonly atMs: number;
}

interface Weights {
  readonly supports: number;
  readonly contradicts: number;
}

const weightsOf: Readonly<Record<CorrelationTest, Weights>> = {
  AIRCRAFT_ADDRESS: { supports: 8, contradicts: -8 },
  CALLSIGN: { supports: 5, contradicts: -3 },
  REGISTRATION: { supports: 4, contradicts: -3 },
  BEACON_CODE: { supports: 4, contradicts: -2 },
  TIME_WINDOW: { supports: 1, contradicts: -6 },
  ROUTE_DISTANCE: { supports: 2, contradicts: -3 },
  DEPARTURE_AERODROME: { supports: 2, contradicts: -1 },
  AIRCRAFT_TYPE: { supports: 1, contradicts: -2 },
  ALTITUDE_BLOCK: { supports: 1, contradicts: -2 },
};

const minute = 60_000;
const nearNm = 5;
const farNm = 50;

/** Log-odds that a track flies a plan, every test kept as evidence, heaviest first. */
export function scorePlan(plan: PlanToScore, track: TrackToScore): PlanScore {
  const evidence = [
    equality('AIRCRAFT_ADDRESS', plan.aircraftAddress, track.aircraftAddress, 'aircraft address'),
    equality('CALLSIGN', plan.callsign.trim(), track.callsign?.trim(), 'callsign'),
    registration(plan, track),
    beaconCode(plan, track),
    timeWindow(plan, track),
    distance('ROUTE_DISTANCE', plan.routeDistanceNm, 'the route', farNm),
    distance(
      'DEPARTURE_AERODROME',
      plan.departureDistanceNm,
      `departure aerodrome ${plan.departure}`,
      nearNm,
    ),
    equality('AIRCRAFT_TYPE', plan.aircraftType, track.aircraftType, 'type'),
    altitude(plan, track),
  ].toSorted((left, right) => Math.abs(right.weight) - Math.abs(left.weight));
  return { score: evidence.reduce((sum, { weight }) => sum + weight, 0), evidence };
}

/** Whether a Mode 3/A code is assigned to one flight at a time: shared codes such as 1200, 7000 and whole hundreds are not. */
export function isDiscreteCode(code: string): boolean {
  return code !== '1200' && code !== '7000' && !code.endsWith('00');
}

function result(
  test: CorrelationTest,
  outcome: CorrelationEvidence['outcome'],
  explanation: string,
  expected?: string,
  observed?: string,
): CorrelationEvidence {
  const { supports, contradicts } = weightsOf[test];
  const weight = outcome === 'SUPPORTS' ? supports : outcome === 'CONTRADICTS' ? contradicts : 0;
  return { test, outcome, weight, expected, observed, explanation };
}

function equality(
  test: CorrelationTest,
  expected: string | undefined,
  observed: string | undefined,
  name: string,
): CorrelationEvidence {
  if (!expected) return result(test, 'ABSENT', `The plan names no ${name}.`, undefined, observed);
  if (!observed) return result(test, 'ABSENT', `The track shows no ${name}.`, expected);
  return expected === observed
    ? result(test, 'SUPPORTS', `Same ${name}.`, expected, observed)
    : result(test, 'CONTRADICTS', `Another ${name}.`, expected, observed);
}

function registration(plan: PlanToScore, track: TrackToScore): CorrelationEvidence {
  if (track.registersDisagree) {
    const text = 'Registers disagree on this address: the registration proves nothing.';
    return result('REGISTRATION', 'ABSENT', text, plan.registration, track.registration);
  }
  const plain = (text: string | undefined) => text?.replaceAll('-', '').toUpperCase();
  return equality('REGISTRATION', plain(plan.registration), plain(track.registration), 'registration');
}

function beaconCode(plan: PlanToScore, track: TrackToScore): CorrelationEvidence {
  const shared = [plan.beaconCode, track.beaconCode].find((code) => code && !isDiscreteCode(code));
  if (shared) {
    const text = `${shared} is a code that many aircraft share.`;
    return result('BEACON_CODE', 'ABSENT', text, plan.beaconCode, track.beaconCode);
  }
  return equality('BEACON_CODE', plan.beaconCode, track.beaconCode, 'code');
}

function timeWindow(plan: PlanToScore, track: TrackToScore): CorrelationEvidence {
  const from = plan.offBlockAtMs - 30 * minute;
  const to = plan.estimatedArrivalAtMs === undefined ? undefined : plan.estimatedArrivalAtMs + 60 * minute;
  const expected = `${instant(from)} to ${to === undefined ? 'open' : instant(to)}`;
  const within = track.atMs >= from && (to === undefined || track.atMs <= to);
  return within
    ? result('TIME_WINDOW', 'SUPPORTS', 'Within the time of the plan.', expected, instant(track.atMs))
    : result('TIME_WINDOW', 'CONTRADICTS', 'Outside the time of the plan.', expected, instant(track.atMs));
}

function distance(
  test: 'ROUTE_DISTANCE' | 'DEPARTURE_AERODROME',
  nauticalMiles: number | undefined,
  what: string,
  contradictsBeyondNm: number,
): CorrelationEvidence {
  if (nauticalMiles === undefined) return result(test, 'ABSENT', `Distance to ${what} is not known.`);
  const observed = `${nauticalMiles.toFixed(1)} NM`;
  const expected = `within ${nearNm} NM`;
  const subject = test === 'DEPARTURE_AERODROME' ? 'First seen' : 'Now';
  const text = `${subject} ${observed} from ${what}.`;
  if (nauticalMiles <= nearNm) return result(test, 'SUPPORTS', text, expected, observed);
  return result(
    test,
    nauticalMiles > contradictsBeyondNm ? 'CONTRADICTS' : 'ABSENT',
    text,
    expected,
    observed,
  );
}

function altitude(plan: PlanToScore, track: TrackToScore): CorrelationEvidence {
  const { cruiseAltitudeFeet: planned } = plan;
  const { altitudeFeet: flown } = track;
  if (planned === undefined) return result('ALTITUDE_BLOCK', 'ABSENT', 'The plan states no level.');
  const expected = `${planned} ft`;
  if (flown === undefined) return result('ALTITUDE_BLOCK', 'ABSENT', 'The track shows no height.', expected);
  const observed = `${Math.round(flown)} ft`;
  if (Math.abs(flown - planned) <= 500)
    return result('ALTITUDE_BLOCK', 'SUPPORTS', 'At the planned level.', expected, observed);
  // Below the level is where climbs and descents are: it says nothing.
  return flown > planned + 1_000
    ? result('ALTITUDE_BLOCK', 'CONTRADICTS', 'Well above the planned level.', expected, observed)
    : result(
        'ALTITUDE_BLOCK',
        'ABSENT',
        'Not at the planned level, as in climb or descent.',
        expected,
        observed,
      );
}

function instant(atMs: number): string {
  return new Date(atMs).toISOString();
}
