import type { Immunization as FhirImmunization } from 'fhir/r4.js';
import type { Resolvers } from '../../generated/resolvers-types.ts';
import { writtenDigits } from '../../fhir/written-number.ts';
import { conceptOf } from '../concept-of.ts';
import { type StoredRecord, resourceOf } from '../stored-record.ts';
import { clinicalRecordFields } from './clinical-record.ts';

const immunization = ({ row }: StoredRecord) => resourceOf<FhirImmunization>(row);

export const Immunization: NonNullable<Resolvers['Immunization']> = {
  ...clinicalRecordFields,
  status: ({ row }) => row.status ?? 'unknown',
  vaccine: (record) => conceptOf(record, immunization(record).vaccineCode),
  occurredAt: (record) => immunization(record).occurrenceDateTime ?? null,
  lotNumber: (record) => immunization(record).lotNumber ?? null,
  doseNumber: (record) => {
    const protocol = immunization(record).protocolApplied?.[0];
    return protocol?.doseNumberString ?? writtenDigits(protocol?.doseNumberPositiveInt) ?? null;
  },
};
