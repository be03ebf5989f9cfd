import type { HeldPlan } from '../flight-plans/held-plan.ts';

type CorrelationStatus = 'CORRELATED' | 'AMBIGUOUS' | 'UNCORRELATED' | 'NOT_APPLICABLE';

export type CorrelationTest =
  | 'AIRCRAFT_ADDRESS'
  | 'CALLSIGN'
  | 'REGISTRATION'
  | 'BEACON_CODE'
  | 'AIRCRAFT_TYPE'
  | 'TIME_WINDOW'
  | 'ROUTE_DISTANCE'
  | 'ALTITUDE_BLOCK'
  | 'DEPARTURE_AERODROME';

export interface CorrelationEvidence {
  readonly test: CorrelationTest;
  readonly outcome: 'SUPPORTS' | 'CONTRADICTS' | 'ABSENT';
  /** Log-odds added to the score; 0 where absent. */
  readonly weight: number;
  readonly expected: string | undefined;
  readonly observed: string | undefined;
  readonly explanation: string;
}

export interface PlanScore {
  readonly score: number;
  /** Heaviest first. */
  readonly evidence: readonly CorrelationEvidence[];
}

/** A plan in question for a track. */
export interface PlanLink extends PlanScore {
  readonly plan: HeldPlan;
}

/** How a track fits the plans that one unit holds. */
export interface Correlation {
  readonly status: CorrelationStatus;
  /** The plan where correlated. */
  readonly plan: HeldPlan | undefined;
  /** The plans of that unit in question, best first. */
  readonly candidates: readonly PlanLink[];
}
