import { batchByKey, batchListsByKey } from '@rotunda/platform/batch-by-key';
import type { Queries } from '@rotunda/platform/query-until-deadline';
import type { ReadPass } from '../access/open-chart.ts';
import type { RecordList } from './record-list.ts';
import { type RecordRow, recordColumns } from './stored-record.ts';

export interface RecordStore {
  /** Rows of a list after a sort key, newest first, undated ones before all; at most `limit`. Batched over patients. */
  readPage(
    pass: ReadPass,
    list: RecordList,
    after: readonly string[] | undefined,
    limit: number,
  ): Promise<readonly RecordRow[]>;
  /** How many rows the caller may see of a list. Batched over patients. */
  count(pass: ReadPass, list: RecordList): Promise<number>;
}

/** Where a row stands in its list; what `readPage` takes as `after`. */
export function sortKeyOf(row: RecordRow): readonly string[] {
  return [row.clinicalAt?.toISOString() ?? '', row.recordId];
}

const visible = `
  r.patient_id = a.patient_id AND r.fhir_type = $3 AND r.sens_mask & ~a.cleared = 0
  AND r.status IS DISTINCT FROM 'entered-in-error' AND r.verification_status IS DISTINCT FROM 'entered-in-error'
  AND ($4::text[] IS NULL OR r.status = ANY($4)) AND ($5::text IS NULL OR $5 = ANY(r.categories))
  AND ($6::text IS NULL OR r.code = $6) AND ($7::text IS NULL OR r.code_system = $7)
  AND ($8::timestamptz IS NULL OR r.clinical_at >= $8) AND ($9::timestamptz IS NULL OR r.clinical_at <= $9)`;

const patients = 'unnest($1::text[], $2::int[]) AS a(patient_id, cleared)';

/** Nulls come first in the order of the index, so an undated cursor is before every dated row. */
const behind = {
  start: '',
  undated: 'AND (r.clinical_at IS NOT NULL OR r.record_id < $11)',
  dated: 'AND (r.clinical_at, r.record_id) < ($11::timestamptz, $12)',
} as const;

const pageQuery = (keyset: keyof typeof behind) => `
SELECT page.* FROM ${patients} CROSS JOIN LATERAL (
  SELECT ${recordColumns} FROM record r WHERE ${visible} ${behind[keyset]}
  ORDER BY r.clinical_at DESC, r.record_id DESC LIMIT $10
) page
ORDER BY page."clinicalAt" DESC, page."recordId" DESC`;

const countQuery = `
SELECT a.patient_id AS "patientId", (SELECT count(*)::int FROM record r WHERE ${visible}) AS count FROM ${patients}`;

/** Clinical records of one request's charts. Reads only what a pass names, and only rows the pass is cleared for. */
export function createRecordStore(queries: Queries): RecordStore {
  const clearedMasks = new Map<string, number>();
  const pageReaders = new Map<string, (patientId: string) => Promise<readonly RecordRow[]>>();
  const counters = new Map<string, (patientId: string) => Promise<{ count: number } | undefined>>();
  const masksOf = (patientIds: readonly string[]) => patientIds.map((id) => clearedMasks.get(id) ?? 0);

  function use(pass: ReadPass, list: RecordList): void {
    pass.assertCovers(list.fhirType);
    clearedMasks.set(pass.patientId, pass.clearedMask);
  }

  return {
    readPage(pass, list, after, limit) {
      use(pass, list);
      const read = kept(pageReaders, JSON.stringify([list, after, limit]), () =>
        batchListsByKey<string, RecordRow>(
          async (patientIds) => {
            const keyset = keysetOf(after);
            const { rows } = await queries.query<RecordRow>({
              name: `record_page_${keyset}`,
              text: pageQuery(keyset),
              values: [
                patientIds,
                masksOf(patientIds),
                ...filtersOf(list),
                limit,
                ...(after ?? []).filter(Boolean),
              ],
            });
            return rows;
          },
          (row) => row.patientId,
        ),
      );
      return read(pass.patientId);
    },

    async count(pass, list) {
      use(pass, list);
      const read = kept(counters, JSON.stringify(list), () =>
        batchByKey<string, { patientId: string; count: number }>(
          async (patientIds) => {
            const { rows } = await queries.query<{ patientId: string; count: number }>({
              name: 'record_count',
              text: countQuery,
              values: [patientIds, masksOf(patientIds), ...filtersOf(list)],
            });
            return rows;
          },
          (row) => row.patientId,
        ),
      );
      return (await read(pass.patientId))?.count ?? 0;
    },
  };
}

function keysetOf(after: readonly string[] | undefined): keyof typeof behind {
  if (!after) return 'start';
  return after[0] ? 'dated' : 'undated';
}

function filtersOf({ fhirType, statuses, category, code, from, to }: RecordList): readonly unknown[] {
  return [fhirType, statuses, category, code?.code, code?.system, from, to].map((value) => value ?? null);
}

function kept<Value>(values: Map<string, Value>, key: string, create: () => Value): Value {
  const known = values.get(key);
  if (known) return known;
  const created = create();
  values.set(key, created);
  return created;
}
