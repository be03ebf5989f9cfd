import { batchByKey } from '@rotunda/platform/batch-by-key';
import type { Queries } from '@rotunda/platform/query-until-deadline';
import type { ReadPass } from '../access/open-chart.ts';
import { type RecordRow, recordColumns } from '../records/stored-record.ts';

/** The Patient resource of a chart and what is kept typed of it. */
export interface PatientRow extends RecordRow {
  readonly birthDate: string | null;
  readonly birthDateFrom: string | null;
  readonly birthDateTo: string | null;
  readonly deceasedAt: string | null;
  readonly deceased: boolean;
  readonly gender: string | null;
  readonly language: string | null;
  readonly languages: string[];
  readonly interpreterNeeded: boolean | null;
  readonly countyFips: string | null;
}

export interface PatientStore {
  /** The patient of a pass; all that are asked for in one tick are one query, each once a request. */
  get(pass: ReadPass): Promise<PatientRow>;
}

const patientsById = `
SELECT ${recordColumns}, p.birth_date AS "birthDate", p.birth_date_from::text AS "birthDateFrom",
  p.birth_date_to::text AS "birthDateTo", p.deceased_at AS "deceasedAt", p.deceased, p.gender, p.language, p.languages,
  p.interpreter_needed AS "interpreterNeeded", p.county_fips AS "countyFips"
FROM patient p JOIN record r ON r.record_id = p.patient_id
WHERE p.patient_id = ANY($1)`;

/** Patients of one request's charts. */
export function createPatientStore(queries: Queries): PatientStore {
  const find = batchByKey<string, PatientRow>(
    async (patientIds) => {
      const { rows } = await queries.query<PatientRow>({
        name: 'patients_by_id',
        text: patientsById,
        values: [patientIds],
      });
      return rows;
    },
    (row) => row.recordId,
  );
  return {
    async get(pass) {
      pass.assertCovers('Patient');
      const row = await find(pass.patientId);
      if (!row) throw new Error('A chart was opened whose patient is gone.');
      return row;
    },
  };
}
