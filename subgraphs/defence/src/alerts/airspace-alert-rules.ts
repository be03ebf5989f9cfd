import type { Airspace, AirspaceKind } from '../airspace/airspace.ts';
import type { Correlation } from '../correlation/correlation.ts';
import type { AlertCode, AlertExplanation, AlertLevel, Fact } from './alert.ts';

export interface ControlledEntry {
  readonly code: AlertCode;
  readonly level: AlertLevel;
}

const unidentified = 'UNIDENTIFIED_IN_CONTROLLED_AIRSPACE';

/** The kinds of volumes that raise alerts. In the special flight rules area round a restricted zone the zone's own alert says enough. */
const alertsByKind: Partial<Readonly<Record<AirspaceKind, ControlledEntry>>> = {
  PROHIBITED: { code: 'UNAUTHORISED_ENTRY', level: 'WARNING' },
  FRZ: { code: unidentified, level: 'WARNING' },
  RESTRICTED: { code: unidentified, level: 'CAUTION' },
  TFR: { code: unidentified, level: 'CAUTION' },
};

/** What being inside a volume without being known calls for; undefined for a volume that raises no alerts. */
export function alertForVolume({ kind }: Pick<Airspace, 'kind'>): ControlledEntry | undefined {
  return alertsByKind[kind];
}

/** Whether what a unit knows of a track settles an alert of a kind. A plan explains who it is; it does not open a prohibited area. */
export function isSettledBy(code: AlertCode, correlation: Correlation): boolean {
  return code === unidentified && correlation.status === 'CORRELATED';
}

/** What the explanation is made from; all texts are of the viewing unit's own knowledge. */
export interface EntryFacts {
  readonly airspace: Airspace;
  readonly trackLabel: string;
  readonly enteredAtMs: number;
  readonly startedInside: boolean;
  readonly atMs: number;
  readonly unitId: string;
  readonly plansHeld: number;
  readonly correlation: Correlation;
  readonly altitudeFeet: number | undefined;
  readonly speedKnots: number | undefined;
  readonly callsign: string | undefined;
  readonly aircraftAddress: string | undefined;
  readonly beaconCode: string | undefined;
  readonly aircraftType: string | undefined;
  readonly positionFeedId: string | undefined;
  readonly positionAtMs: number | undefined;
  /** Prohibited volumes in the neighbourhood that it is not in, with the nearest it came, nautical miles. */
  readonly clearOf: readonly { readonly designator: string; readonly closestNm: number }[];
  /** The unit to ask for a plan, and whether it is known to hold one that fits. */
  readonly ask: { readonly unitId: string; readonly holdsPlan: boolean } | undefined;
}

/** Why a track in a volume is an alert for a unit, what is missing, and what would settle it. */
export function explainEntry(facts: EntryFacts): AlertExplanation {
  const { airspace, trackLabel, unitId } = facts;
  const prohibited = airspace.kind === 'PROHIBITED';
  return {
    summary: prohibited
      ? `${trackLabel} is in ${airspace.designator}, which nobody may enter without authorisation.`
      : `${trackLabel} is in ${airspace.designator}, and no flight plan that ${unitId} holds explains it.`,
    because: because(facts),
    known: known(facts),
    missing: [
      {
        text: prohibited
          ? 'An authorisation to enter.'
          : 'A flight plan or authorisation that fits this aircraft.',
        lookedIn: [`the ${facts.plansHeld} live flight plans that ${unitId} holds`],
        lastLookedAtMs: facts.atMs,
      },
    ],
    wouldSettle: wouldSettle(facts),
    counterEvidence: counterEvidence(facts),
  };
}

function because({ airspace, startedInside, altitudeFeet, correlation, unitId }: EntryFacts) {
  const best = correlation.candidates[0];
  const height = altitudeFeet === undefined ? 'height unknown' : `${Math.round(altitudeFeet)} ft`;
  return [
    {
      text: startedInside
        ? `First seen inside ${airspace.designator} (${airspace.name}).`
        : `Entered ${airspace.designator} (${airspace.name}).`,
      satisfied: true,
      observed: height,
      threshold: `up to ${limit(airspace.ceilingFeetMsl)}`,
    },
    {
      text: `No flight plan that ${unitId} holds fits it.`,
      satisfied: correlation.status !== 'CORRELATED',
      observed: best ? `best plan scores ${best.score}` : 'no plan in question',
      threshold: '6, and 3 ahead of the next',
    },
  ];
}

function limit(feet: number): string {
  return Number.isFinite(feet) ? `${feet} ft` : 'unlimited';
}

function known(facts: EntryFacts): readonly Fact[] {
  const said = (text: string | undefined): readonly Fact[] =>
    text === undefined
      ? []
      : [{ text, feedId: facts.positionFeedId ?? null, observedAtMs: facts.positionAtMs ?? null }];
  return [
    ...said(facts.callsign && `Callsign ${facts.callsign}.`),
    ...said(facts.aircraftAddress && `Aircraft address ${facts.aircraftAddress}.`),
    ...said(facts.aircraftType && `Type ${facts.aircraftType} by register.`),
    ...said(facts.altitudeFeet === undefined ? undefined : `At ${Math.round(facts.altitudeFeet)} ft.`),
    ...said(facts.speedKnots === undefined ? undefined : `At ${Math.round(facts.speedKnots)} kt.`),
  ];
}

function wouldSettle({ airspace, ask, beaconCode, unitId }: EntryFacts): AlertExplanation['wouldSettle'] {
  const prohibited = airspace.kind === 'PROHIBITED';
  const steps: AlertExplanation['wouldSettle'][number][] = [];
  if (ask) {
    steps.push({
      text: ask.holdsPlan
        ? `Ask ${ask.unitId} to share the flight plan that it holds and that fits this aircraft.`
        : `Ask ${ask.unitId} for the flight plan or authorisation from the approving unit.`,
      kind: prohibited ? 'AUTHORISATION_FROM_UNIT' : 'FLIGHT_PLAN_FROM_UNIT',
      askUnitId: ask.unitId,
      wouldChange: prohibited
        ? 'The entry would be authorised.'
        : `The track would be correlated in the picture of ${unitId}, and this alert resolved.`,
    });
  }
  if (beaconCode) {
    steps.push({
      text: `Ask air traffic control to whom code ${beaconCode} is assigned.`,
      kind: 'BEACON_CODE_MATCH',
      askUnitId: null,
      wouldChange: 'The flight would have a name to look for.',
    });
  }
  steps.push({
    text: 'Call the aircraft on 121.5 MHz, or have air traffic control call it.',
    kind: 'RADIO_CONTACT',
    askUnitId: null,
    wouldChange: 'Its crew would say who they are.',
  });
  return steps;
}

function counterEvidence({ clearOf, beaconCode, callsign }: EntryFacts): readonly Fact[] {
  const fact = (text: string): Fact => ({ text, feedId: null, observedAtMs: null });
  return [
    ...clearOf.map(({ designator, closestNm }) =>
      fact(`Never inside ${designator}: nearest ${closestNm.toFixed(2)} NM.`),
    ),
    ...(beaconCode ? [fact(`Its transponder is on, code ${beaconCode}.`)] : []),
    ...(callsign ? [fact(`It sends its callsign, ${callsign}.`)] : []),
  ];
}
