import { batchListsByKey } from '@rotunda/platform/batch-by-key';
import type { Queries } from '@rotunda/platform/query-until-deadline';
import type { ReadPass } from '../access/open-chart.ts';
import { type RecordRow, recordColumns } from '../records/stored-record.ts';
import type { SectionName, SummarySection } from './summary-sections.ts';

interface SummaryRow extends RecordRow {
  readonly section: SectionName;
}

export interface SummaryStore {
  /** Rows of the asked sections, newest first within each. One statement for all sections, and for all charts of one tick. */
  read(pass: ReadPass, sections: readonly SummarySection[]): Promise<readonly SummaryRow[]>;
}

const rowsOfSections = `
SELECT s.name AS section, entry.*
FROM unnest($1::text[], $2::int[]) AS a(patient_id, cleared)
CROSS JOIN unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[])
  AS s(name, fhir_type, category, statuses, not_statuses, maximum)
CROSS JOIN LATERAL (
  SELECT ${recordColumns} FROM record r
  WHERE r.patient_id = a.patient_id AND r.fhir_type = s.fhir_type AND r.sens_mask & ~a.cleared = 0
    AND r.verification_status IS DISTINCT FROM 'entered-in-error'
    AND (s.category IS NULL OR s.category = ANY(r.categories))
    AND (s.statuses = '' OR r.status = ANY(string_to_array(s.statuses, ' ')))
    AND (r.status IS NULL OR r.status <> ALL(string_to_array(s.not_statuses, ' ')))
  ORDER BY r.clinical_at DESC NULLS FIRST, r.record_id DESC LIMIT s.maximum
) entry
ORDER BY entry."clinicalAt" DESC NULLS FIRST, entry."recordId" DESC`;

/** Summaries of one request's charts. */
export function createSummaryStore(queries: Queries): SummaryStore {
  const clearedMasks = new Map<string, number>();
  const readers = new Map<string, (patientId: string) => Promise<readonly SummaryRow[]>>();

  function readerOf(sections: readonly SummarySection[]) {
    const key = sections.map(({ name }) => name).join();
    const known = readers.get(key);
    if (known) return known;
    const created = batchListsByKey<string, SummaryRow>(
      async (patientIds) => {
        const { rows } = await queries.query<SummaryRow>({
          name: 'summary_sections',
          text: rowsOfSections,
          values: [
            patientIds,
            patientIds.map((id) => clearedMasks.get(id) ?? 0),
            sections.map(({ name }) => name),
            sections.map(({ fhirType }) => fhirType),
            sections.map(({ category }) => category ?? null),
            sections.map(({ statuses }) => statuses.join(' ')),
            sections.map(({ notStatuses }) => notStatuses.join(' ')),
            sections.map(({ maximum }) => maximum),
          ],
        });
        return rows;
      },
      (row) => row.patientId,
    );
    readers.set(key, created);
    return created;
  }

  return {
    async read(pass, sections) {
      sections.forEach(({ fhirType }) => pass.assertCovers(fhirType));
      clearedMasks.set(pass.patientId, pass.clearedMask);
      return sections.length === 0 ? [] : readerOf(sections)(pass.patientId);
    },
  };
}
