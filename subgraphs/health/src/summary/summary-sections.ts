/** One section of a summary: which records it holds, newest first. */
export interface SummarySection {
  readonly name: SectionName;
  readonly fhirType: string;
  readonly category: string | undefined;
  /** Only these states; empty: any. */
  readonly statuses: readonly string[];
  /** None of these states. */
  readonly notStatuses: readonly string[];
  readonly maximum: number;
}

export type SectionName =
  | 'problems'
  | 'pastProblems'
  | 'allergies'
  | 'medications'
  | 'immunizations'
  | 'results'
  | 'vitalSigns'
  | 'socialHistory'
  | 'procedures';

const past = ['inactive', 'remission', 'resolved'];
const notMade = ['cancelled', 'entered-in-error', 'registered'];

const section = (name: SectionName, fhirType: string, rest: Partial<SummarySection>): SummarySection => ({
  category: undefined,
  statuses: [],
  notStatuses: ['entered-in-error'],
  maximum: 200,
  ...rest,
  name,
  fhirType,
});

/** Sections of the International Patient Summary, each by what it takes from a chart. Source: HL7 IPS 2.0. */
export const summarySections: readonly SummarySection[] = [
  section('problems', 'Condition', { notStatuses: ['entered-in-error', ...past] }),
  section('pastProblems', 'Condition', { statuses: past, maximum: 50 }),
  section('allergies', 'AllergyIntolerance', { notStatuses: ['entered-in-error', 'inactive', 'resolved'] }),
  section('medications', 'MedicationRequest', { statuses: ['active', 'on-hold'] }),
  section('immunizations', 'Immunization', { statuses: ['completed'] }),
  section('results', 'Observation', { category: 'laboratory', notStatuses: notMade, maximum: 50 }),
  section('vitalSigns', 'Observation', { category: 'vital-signs', notStatuses: notMade, maximum: 20 }),
  section('socialHistory', 'Observation', { category: 'social-history', notStatuses: notMade, maximum: 20 }),
  section('procedures', 'Procedure', { notStatuses: ['entered-in-error', 'not-done'], maximum: 50 }),
];

/** SNOMED CT codes by which a chart says that there is none of something. Source: HL7 IPS absent-or-unknown. */
const noneKnownCodes = new Set([
  '716186003',
  '409137002',
  '160244002',
  '428607008',
  '429625007',
  '160245001',
]);

/** Codes of the IPS code system for the same statement. */
const absentCodes = new Set([
  'no-known-allergies',
  'no-known-medications',
  'no-known-problems',
  'no-known-immunizations',
]);

/** Whether a code states that nothing is known to be there. */
export function statesAbsence(code: string | undefined): boolean {
  return code !== undefined && (noneKnownCodes.has(code) || absentCodes.has(code));
}
