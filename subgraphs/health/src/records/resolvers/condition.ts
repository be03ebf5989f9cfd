import type { Condition as FhirCondition } from 'fhir/r4.js';
import type { Resolvers } from '../../generated/resolvers-types.ts';
import { conceptOf, conceptsOf, optionalConceptOf } from '../concept-of.ts';
import { type StoredRecord, resourceOf } from '../stored-record.ts';
import { clinicalRecordFields } from './clinical-record.ts';

const condition = ({ row }: StoredRecord) => resourceOf<FhirCondition>(row);

export const Condition: NonNullable<Resolvers['Condition']> = {
  ...clinicalRecordFields,
  code: (record) => conceptOf(record, condition(record).code ?? {}),
  clinicalStatus: ({ row }) => row.status,
  verificationStatus: ({ row }) => row.verificationStatus,
  category: (record) => conceptsOf(record, condition(record).category),
  severity: (record) => optionalConceptOf(record, condition(record).severity),
  onset: (record) => condition(record).onsetDateTime ?? condition(record).onsetPeriod?.start ?? null,
  abatement: (record) =>
    condition(record).abatementDateTime ?? condition(record).abatementPeriod?.end ?? null,
};
