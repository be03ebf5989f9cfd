import type { Queries } from '@rotunda/platform/query-until-deadline';
import { treatmentClearance } from '../access/chart-access.ts';

/** What is looked for, as the columns know it. */
export interface TreatedPatientFilter {
  readonly actor: string;
  readonly at: Date;
  /** Folded beginnings of words of the name; all must be found. */
  readonly nameWords: readonly string[];
  readonly bornFrom: string | undefined;
  readonly bornTo: string | undefined;
  readonly postalCode: string | undefined;
}

export interface TreatedPatientStore {
  /** Ids of patients whom the actor treats at the time, in order of id, after one; at most `limit`. */
  readIds(filter: TreatedPatientFilter, after: string | undefined, limit: number): Promise<readonly string[]>;
  count(filter: TreatedPatientFilter): Promise<number>;
}

const treated = `
FROM patient p JOIN record r ON r.record_id = p.patient_id
WHERE r.sens_mask & ~$7::int = 0 AND EXISTS (
    SELECT 1 FROM care_relationship c
    WHERE c.actor = $1 AND c.patient_id = p.patient_id
      AND (c.valid_from IS NULL OR c.valid_from <= $2) AND (c.valid_to IS NULL OR c.valid_to >= $2))
  AND p.names_folded LIKE ALL ($3)
  AND ($4::date IS NULL OR p.birth_date_to >= $4) AND ($5::date IS NULL OR p.birth_date_from <= $5)
  AND ($6::text IS NULL OR starts_with(p.postal_code, $6))`;

/** Look-up of the patients somebody treats. It gives ids only: to show a patient, open the chart. */
export function createTreatedPatientStore(queries: Queries): TreatedPatientStore {
  return {
    async readIds(filter, after, limit) {
      const { rows } = await queries.query<{ patient_id: string }>({
        name: 'treated_patients',
        text: `SELECT p.patient_id ${treated} AND p.patient_id > $8 ORDER BY p.patient_id LIMIT $9`,
        values: [...valuesOf(filter), after ?? '', limit],
      });
      return rows.map((row) => row.patient_id);
    },

    async count(filter) {
      const { rows } = await queries.query<{ count: number }>({
        name: 'treated_patient_count',
        text: `SELECT count(*)::int AS count ${treated}`,
        values: valuesOf(filter),
      });
      return rows[0]?.count ?? 0;
    },
  };
}

function valuesOf(filter: TreatedPatientFilter): unknown[] {
  const words = filter.nameWords.map((word) => `% ${word.replace(/[\\%_]/g, '\\$&')}%`);
  const { actor, at, bornFrom, bornTo, postalCode } = filter;
  return [actor, at, words, bornFrom ?? null, bornTo ?? null, postalCode ?? null, treatmentClearance];
}
