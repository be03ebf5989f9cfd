import type { Extension, Patient } from 'fhir/r4.js';
import type { Chart } from '../access/open-chart.ts';
import { type StoredRecord, resourceOf } from '../records/stored-record.ts';
import type { CodedConceptSource } from '../terminology/coded-concept.ts';
import type { PatientRow, PatientStore } from './patient-store.ts';

export interface StoredPatient extends StoredRecord {
  readonly row: PatientRow;
  /** The Patient resource. */
  readonly resource: Patient;
}

/** The patient of a chart; read once a request. */
export async function readPatient(chart: Chart, patients: PatientStore): Promise<StoredPatient> {
  const row = await patients.get(await chart.passFor('Patient'));
  return { row, chart, language: chart.language, resource: resourceOf<Patient>(row) };
}

/** OMB categories and detailed codes of a US Core race or ethnicity extension. Source: US Core 6.1, us-core-race and us-core-ethnicity. */
export function statedOrigins(patient: StoredPatient, kind: 'race' | 'ethnicity'): CodedConceptSource[] {
  const url = `http://hl7.org/fhir/us/core/StructureDefinition/us-core-${kind}`;
  const parts: readonly Extension[] =
    patient.resource.extension?.find((extension) => extension.url === url)?.extension ?? [];
  return parts.flatMap(({ valueCoding }) =>
    valueCoding
      ? [{ concept: { coding: [valueCoding] }, recordedLanguage: 'en', language: patient.language }]
      : [],
  );
}

/** Whole years from a birth that is known to the day until a day, or undefined. */
export function ageInYears(row: PatientRow, now: Date): number | undefined {
  const { birthDateFrom, birthDateTo, deceased, deceasedAt } = row;
  if (!birthDateFrom || birthDateFrom !== birthDateTo) return undefined;
  if (deceased && (deceasedAt?.length ?? 0) < 10) return undefined;
  const until = deceasedAt ? deceasedAt.slice(0, 10) : now.toISOString().slice(0, 10);
  const years = Number(until.slice(0, 4)) - Number(birthDateFrom.slice(0, 4));
  return until.slice(5) < birthDateFrom.slice(5) ? years - 1 : years;
}
