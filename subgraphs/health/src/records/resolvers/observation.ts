import type { Observation as FhirObservation } from 'fhir/r4.js';
import type { Resolvers } from '../../generated/resolvers-types.ts';
import { conceptOf, conceptsOf, optionalConceptOf } from '../concept-of.ts';
import { categoryOf } from '../observation-category.ts';
import { observationValue } from '../observation-value.ts';
import { type StoredRecord, resourceOf } from '../stored-record.ts';
import { clinicalRecordFields } from './clinical-record.ts';

const observation = ({ row }: StoredRecord) => resourceOf<FhirObservation>(row);

export const Observation: NonNullable<Resolvers['Observation']> = {
  ...clinicalRecordFields,
  status: ({ row }) => row.status ?? 'unknown',
  category: ({ row }) => row.categories.flatMap((code) => categoryOf(code) ?? []),
  code: (record) => conceptOf(record, observation(record).code),
  value: (record) => observationValue(record, observation(record)) ?? null,
  dataAbsentReason: (record) => optionalConceptOf(record, observation(record).dataAbsentReason),
  components: (record) =>
    (observation(record).component ?? []).map((component) => ({
      code: conceptOf(record, component.code),
      value: observationValue(record, component),
      interpretation: conceptsOf(record, component.interpretation),
    })),
  interpretation: (record) => conceptsOf(record, observation(record).interpretation),
  referenceRange: (record) => observation(record).referenceRange ?? [],
  effectiveAt: ({ row }) => row.clinicalDate,
  issuedAt: (record) => {
    const { issued } = observation(record);
    return issued ? new Date(issued) : null;
  },
};

export const ObservationComponent: NonNullable<Resolvers['ObservationComponent']> = {
  interpretation: ({ interpretation }) => [...interpretation],
};
