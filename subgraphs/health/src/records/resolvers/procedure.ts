import type { Procedure as FhirProcedure } from 'fhir/r4.js';
import type { Resolvers } from '../../generated/resolvers-types.ts';
import { conceptOf, conceptsOf } from '../concept-of.ts';
import { type StoredRecord, resourceOf } from '../stored-record.ts';
import { clinicalRecordFields } from './clinical-record.ts';

const procedure = ({ row }: StoredRecord) => resourceOf<FhirProcedure>(row);

export const Procedure: NonNullable<Resolvers['Procedure']> = {
  ...clinicalRecordFields,
  status: ({ row }) => row.status ?? 'unknown',
  code: (record) => conceptOf(record, procedure(record).code ?? {}),
  performed: (record) => {
    const { performedDateTime, performedPeriod } = procedure(record);
    if (performedDateTime) return { start: performedDateTime, end: performedDateTime };
    return performedPeriod
      ? { start: performedPeriod.start ?? null, end: performedPeriod.end ?? null }
      : null;
  },
  reasons: (record) => conceptsOf(record, procedure(record).reasonCode),
};
