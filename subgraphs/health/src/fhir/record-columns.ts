import { firstMomentOf } from './calendar.ts';
import { type Fields, objectAt, objectsAt, textAt } from './fields.ts';
import { writtenDigits } from './written-number.ts';

/** What lists, sections and series ask of any record, taken from its resource. */
export interface RecordColumns {
  readonly status: string | undefined;
  readonly verificationStatus: string | undefined;
  readonly categories: readonly string[];
  readonly codeSystem: string | undefined;
  readonly code: string | undefined;
  readonly codeDisplay: string | undefined;
  readonly clinicalDate: string | undefined;
  /** Unix milliseconds. */
  readonly clinicalAt: number | undefined;
  readonly valueNumber: string | undefined;
  readonly valueUnit: string | undefined;
}

/** The concept that says what a record is about, by the first of these elements that it has. */
const subjectConcepts = [
  'code',
  'vaccineCode',
  'medicationCodeableConcept',
  'medication',
  'type',
  'productCodeableConcept',
];

/** When it happened, by the first of these elements that a record has; then when it was written down. */
const clinicalDates = [
  'onsetDateTime',
  'effectiveDateTime',
  'effectiveInstant',
  'occurrenceDateTime',
  'performedDateTime',
  'authoredOn',
  'startDate',
  'started',
  'date',
  'dateTime',
  'created',
  'recordedDate',
  'issued',
  'dateWritten',
];
const clinicalPeriods = [
  'onsetPeriod',
  'effectivePeriod',
  'occurrencePeriod',
  'performedPeriod',
  'period',
  'billablePeriod',
];

/** The list columns of a valid resource. */
export function recordColumns(resource: Fields): RecordColumns {
  const concept = subjectConcept(resource);
  const coding = objectsAt(concept, 'coding')[0] ?? {};
  const clinicalDate = clinicalDateOf(resource);
  const quantity = resource['resourceType'] === 'Observation' ? objectAt(resource, 'valueQuantity') : {};
  return {
    status: textAt(resource, 'status') ?? codeOf(objectAt(resource, 'clinicalStatus')),
    verificationStatus: codeOf(objectAt(resource, 'verificationStatus')),
    categories: categoriesOf(resource),
    codeSystem: textAt(coding, 'system'),
    code: textAt(coding, 'code'),
    codeDisplay: textAt(coding, 'display') ?? textAt(concept, 'text'),
    clinicalDate,
    clinicalAt: clinicalDate === undefined ? undefined : firstMomentOf(clinicalDate),
    valueNumber: writtenDigits(quantity['value']),
    valueUnit: textAt(quantity, 'code') ?? textAt(quantity, 'unit'),
  };
}

function subjectConcept(resource: Fields): Fields {
  for (const name of subjectConcepts) {
    const concept = objectsAt(resource, name)[0];
    if (concept && ('coding' in concept || 'text' in concept)) return concept;
  }
  return {};
}

function clinicalDateOf(resource: Fields): string | undefined {
  for (const name of clinicalDates) {
    const date = textAt(resource, name);
    if (date !== undefined) return date;
    if (name === 'performedDateTime') {
      const start = periodStart(resource);
      if (start !== undefined) return start;
    }
  }
  return undefined;
}

function periodStart(resource: Fields): string | undefined {
  for (const name of clinicalPeriods) {
    const start = textAt(objectAt(resource, name), 'start');
    if (start !== undefined) return start;
  }
  return undefined;
}

function categoriesOf(resource: Fields): readonly string[] {
  const { category } = resource;
  if (!Array.isArray(category)) return codesOf(objectAt(resource, 'category'));
  const members: readonly unknown[] = category;
  const codes = members.filter((member) => typeof member === 'string');
  return codes.length > 0 ? codes : [...new Set(objectsAt(resource, 'category').flatMap(codesOf))];
}

function codesOf(concept: Fields): readonly string[] {
  return objectsAt(concept, 'coding').flatMap((coding) => textAt(coding, 'code') ?? []);
}

function codeOf(concept: Fields): string | undefined {
  return codesOf(concept)[0];
}
