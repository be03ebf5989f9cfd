import type { Viewer } from '@rotunda/platform/viewer';
import { sensitivityBits } from '../fhir/sensitivity.ts';
import { scopeOfType } from './type-scopes.ts';

export type CareBasis = 'CARE_TEAM' | 'ENCOUNTER' | 'GENERAL_PRACTITIONER';
export type ChartBasis = 'SELF' | CareBasis;

/** Why an actor may open a chart; both ends of the period belong to it, undefined is open. */
export interface CareRelationship {
  readonly basis: CareBasis;
  readonly validFrom: Date | undefined;
  readonly validTo: Date | undefined;
}

export interface ChartQuestion {
  readonly viewer: Viewer;
  readonly purpose: string | undefined;
  readonly patientId: string;
  /** False where there is no such patient: a stranger must not be able to tell. */
  readonly known: boolean;
  /** Sensitivity bits of the Patient resource itself; a caller who is not cleared for them is a stranger. */
  readonly sensMask: number;
  /** Between the caller and this patient, past and future ones included. */
  readonly relationships: readonly CareRelationship[];
  readonly at: Date;
}

export interface RuleOutcome {
  readonly rule: 'token' | 'own-record' | 'care-relationship' | 'scope' | 'purpose' | 'kind' | 'label';
  readonly effect: 'permit' | 'deny';
  readonly matched: boolean;
  readonly detail: string | undefined;
}

/** A chart that may be opened. Made by `decideChartAccess` alone, so whoever holds one has been judged. */
class PermittedChart {
  readonly #judged = true;
  readonly permitted = true;
  readonly patientId: string;
  readonly basis: ChartBasis;
  readonly purpose: string;
  /** Sensitivity bits that the caller is cleared for. */
  readonly clearedMask: number;
  readonly expiresAt: Date | undefined;
  readonly rules: readonly RuleOutcome[];
  readonly #scopes: ReadonlySet<string>;

  constructor(question: ChartQuestion, found: Basis, purpose: string, rules: readonly RuleOutcome[]) {
    this.patientId = question.patientId;
    this.basis = found.basis;
    this.purpose = purpose;
    this.clearedMask = clearanceOf[found.basis];
    this.expiresAt = found.expiresAt;
    this.rules = rules;
    this.#scopes = question.viewer.scopes;
  }

  /** Whether the caller's scopes cover a FHIR type. A patient's own scope covers the whole own record. */
  covers(fhirType: string): boolean {
    return this.#judged && (this.basis === 'SELF' || this.#scopes.has(scopeOfType(fhirType)));
  }
}
export type { PermittedChart };

interface RefusedChart {
  readonly permitted: false;
  readonly patientId: string;
  readonly rules: readonly RuleOutcome[];
}

export type ChartDecision = PermittedChart | RefusedChart;

interface Basis {
  readonly basis: ChartBasis;
  readonly expiresAt: Date | undefined;
}

const everyBit = Object.values(sensitivityBits).reduce((mask, bit) => mask | bit, 0);

/**
 * Part 2 rows need the patient's consent even in treatment (42 CFR 2.31, 2.33); psychotherapy notes are kept from the team
 * and from the right of access alike (45 CFR 164.508(a)(2), 164.524(a)(1)(i)).
 */
export const treatmentClearance = everyBit & ~(sensitivityBits.PSYTHPN | sensitivityBits.SUD_PART2);
const clearanceOf: Readonly<Record<ChartBasis, number>> = {
  SELF: everyBit & ~sensitivityBits.PSYTHPN,
  CARE_TEAM: treatmentClearance,
  ENCOUNTER: treatmentClearance,
  GENERAL_PRACTITIONER: treatmentClearance,
};

const careBases: readonly CareBasis[] = ['CARE_TEAM', 'ENCOUNTER', 'GENERAL_PRACTITIONER'];

const ownReading = { scope: 'health:self:read', purpose: 'PATIENT_REQUEST' } as const;
const treatment = { scope: 'health:patient:read', purpose: 'TREATMENT' } as const;

/** Whether a caller could open the chart of anybody in care: without that, not even how many there are may show. */
export function mayTreat(viewer: Viewer): boolean {
  return viewer.authenticated && viewer.purpose === treatment.purpose && viewer.scopes.has(treatment.scope);
}

/** Whether a chart opens to a caller, on what basis and how far. Denies unless a basis, its scope and its purpose all hold. */
export function decideChartAccess(question: ChartQuestion): ChartDecision {
  const { viewer, purpose, patientId } = question;
  const found = cleared(question, ownRecord(question) ?? activeRelationship(question));
  const need = found?.basis === 'SELF' ? ownReading : treatment;
  const hasScope = viewer.scopes.has(need.scope);
  const hasPurpose = purpose === need.purpose;

  const rules: readonly RuleOutcome[] = [
    { rule: 'token', effect: 'deny', matched: !viewer.authenticated, detail: undefined },
    { rule: 'own-record', effect: 'permit', matched: found?.basis === 'SELF', detail: undefined },
    {
      rule: 'care-relationship',
      effect: 'permit',
      matched: found !== undefined && found.basis !== 'SELF',
      detail: found?.basis,
    },
    { rule: 'scope', effect: 'deny', matched: !hasScope, detail: need.scope },
    { rule: 'purpose', effect: 'deny', matched: !hasPurpose, detail: need.purpose },
  ];
  return viewer.authenticated && found && hasScope && hasPurpose
    ? new PermittedChart(question, found, purpose, rules)
    : { permitted: false, patientId, rules };
}

function cleared({ sensMask }: ChartQuestion, found: Basis | undefined): Basis | undefined {
  return found && (sensMask & ~clearanceOf[found.basis]) === 0 ? found : undefined;
}

function ownRecord({ viewer, patientId, known }: ChartQuestion): Basis | undefined {
  return known && viewer.attributes['patient'] === patientId
    ? { basis: 'SELF', expiresAt: undefined }
    : undefined;
}

function activeRelationship({ relationships, known, at }: ChartQuestion): Basis | undefined {
  if (!known) return undefined;
  const active = relationships.filter(
    ({ validFrom, validTo }) => (!validFrom || validFrom <= at) && (!validTo || at <= validTo),
  );
  for (const basis of careBases) {
    const ofBasis = active.filter((relationship) => relationship.basis === basis);
    if (ofBasis.length > 0) return { basis, expiresAt: latestEnd(ofBasis) };
  }
  return undefined;
}

function latestEnd(relationships: readonly CareRelationship[]): Date | undefined {
  const ends = relationships.map(({ validTo }) => validTo);
  if (ends.includes(undefined)) return undefined;
  return ends.reduce((latest, end) => (latest && end && latest > end ? latest : end), undefined);
}
