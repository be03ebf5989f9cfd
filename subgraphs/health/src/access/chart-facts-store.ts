import { batchListsByKey } from '@rotunda/platform/batch-by-key';
import type { Queries } from '@rotunda/platform/query-until-deadline';
import type { CareBasis, CareRelationship } from './chart-access.ts';

/** What a decision needs to know of a patient and a caller. Nothing of the chart itself. */
interface ChartFacts {
  readonly known: boolean;
  /** Sensitivity bits of the Patient resource itself. */
  readonly sensMask: number;
  /** BCP 47 tag the patient prefers, where the chart says. */
  readonly language: string | undefined;
  readonly relationships: readonly CareRelationship[];
}

export interface ChartFactsStore {
  /** Facts of one patient; all that are asked for in one tick are one query. */
  find(patientId: string): Promise<ChartFacts>;
}

interface FactRow {
  readonly patient_id: string;
  readonly sens_mask: number;
  readonly language: string | null;
  readonly basis: CareBasis | null;
  readonly valid_from: Date | null;
  readonly valid_to: Date | null;
}

const factsOfPatients = `
SELECT p.patient_id, r.sens_mask, p.language, c.basis, c.valid_from, c.valid_to
FROM patient p
JOIN record r ON r.record_id = p.patient_id
LEFT JOIN care_relationship c ON c.patient_id = p.patient_id AND c.actor = $2
WHERE p.patient_id = ANY($1)`;

/** Facts between one caller and any patient. `actor` is undefined for callers who are nobody's practitioner. */
export function createChartFactsStore(queries: Queries, actor: string | undefined): ChartFactsStore {
  const find = batchListsByKey<string, FactRow>(
    async (patientIds) => {
      const { rows } = await queries.query<FactRow>({
        name: 'chart_facts',
        text: factsOfPatients,
        values: [patientIds, actor ?? null],
      });
      return rows;
    },
    (row) => row.patient_id,
  );
  return { find: async (patientId) => factsOf(await find(patientId)) };
}

function factsOf(rows: readonly FactRow[]): ChartFacts {
  return {
    known: rows.length > 0,
    sensMask: rows[0]?.sens_mask ?? 0,
    language: rows[0]?.language ?? undefined,
    relationships: rows.flatMap((row) =>
      row.basis
        ? [{ basis: row.basis, validFrom: row.valid_from ?? undefined, validTo: row.valid_to ?? undefined }]
        : [],
    ),
  };
}
