import type { DataMode } from '../feeds/sensor-report.ts';

export type AlertLevel = 'ADVISORY' | 'CAUTION' | 'WARNING';
export type AlertCode = 'UNIDENTIFIED_IN_CONTROLLED_AIRSPACE' | 'UNAUTHORISED_ENTRY' | 'EMERGENCY_CODE';
export type AlertState = 'OPEN' | 'ACKNOWLEDGED' | 'RESOLVED' | 'EXPIRED';
export type ResolutionKind =
  'IDENTIFIED' | 'AUTHORISED' | 'LEFT_AREA' | 'FALSE_ALARM' | 'SENSOR_FAULT' | 'HANDED_OVER' | 'EXPIRED';
type SettlingKind =
  | 'FLIGHT_PLAN_FROM_UNIT'
  | 'AUTHORISATION_FROM_UNIT'
  | 'BEACON_CODE_MATCH'
  | 'RADIO_CONTACT'
  | 'VISUAL_REPORT';

interface AlertCondition {
  readonly text: string;
  readonly satisfied: boolean;
  readonly observed: string | null;
  readonly threshold: string | null;
}

export interface Fact {
  readonly text: string;
  readonly feedId: string | null;
  readonly observedAtMs: number | null;
}

export interface MissingFact {
  readonly text: string;
  readonly lookedIn: readonly string[];
  readonly lastLookedAtMs: number;
}

export interface SettlingStep {
  readonly text: string;
  readonly kind: SettlingKind;
  readonly askUnitId: string | null;
  readonly wouldChange: string;
}

/** Why an alert was raised, what is missing, and what would settle it. Stored as it is: nothing in it may be undefined. */
export interface AlertExplanation {
  readonly summary: string;
  readonly because: readonly AlertCondition[];
  readonly known: readonly Fact[];
  readonly missing: readonly MissingFact[];
  readonly wouldSettle: readonly SettlingStep[];
  readonly counterEvidence: readonly Fact[];
}

export interface AlertResolution {
  readonly kind: ResolutionKind;
  /** The unit whose person resolved it; undefined where a rule did. */
  readonly unitId: string | undefined;
  /** The plan that settled it. */
  readonly planId: string | undefined;
  readonly text: string;
}

/** One alert of one unit's watch. A change makes a new value with the next revision. */
export interface Alert {
  readonly id: string;
  readonly unitId: string;
  readonly code: AlertCode;
  readonly level: AlertLevel;
  readonly state: AlertState;
  readonly dedupeKey: string;
  readonly trackId: string;
  readonly trackLabel: string;
  readonly airspaceId: string | undefined;
  readonly longitude: number | undefined;
  readonly latitude: number | undefined;
  /** Source times. */
  readonly raisedAtMs: number;
  readonly updatedAtMs: number;
  /** The wing's times, for measuring how fast a watch was. */
  readonly raisedClockMs: number;
  readonly acknowledgedAtMs: number | undefined;
  readonly acknowledgedBy: string | undefined;
  readonly resolvedAtMs: number | undefined;
  readonly resolvedClockMs: number | undefined;
  readonly resolution: AlertResolution | undefined;
  readonly explanation: AlertExplanation;
  readonly occurrences: number;
  readonly dataMode: DataMode;
  readonly revision: number;
}

/** Whether somebody still has to do something about it. */
export function isUnsettled({ state }: Alert): boolean {
  return state === 'OPEN' || state === 'ACKNOWLEDGED';
}
