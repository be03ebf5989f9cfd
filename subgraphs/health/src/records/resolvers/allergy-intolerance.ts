import type { AllergyIntolerance as FhirAllergy } from 'fhir/r4.js';
import type { Resolvers } from '../../generated/resolvers-types.ts';
import { conceptOf, conceptsOf, optionalConceptOf } from '../concept-of.ts';
import { type StoredRecord, resourceOf } from '../stored-record.ts';
import { clinicalRecordFields } from './clinical-record.ts';

const allergy = ({ row }: StoredRecord) => resourceOf<FhirAllergy>(row);

export const AllergyIntolerance: NonNullable<Resolvers['AllergyIntolerance']> = {
  ...clinicalRecordFields,
  code: (record) => conceptOf(record, allergy(record).code ?? {}),
  type: (record) => allergy(record).type ?? null,
  categories: (record) => [...(allergy(record).category ?? [])],
  criticality: (record) => allergy(record).criticality ?? null,
  clinicalStatus: ({ row }) => row.status,
  reactions: (record) =>
    (allergy(record).reaction ?? []).map(({ substance, manifestation, severity }) => ({
      substance: optionalConceptOf(record, substance) ?? undefined,
      manifestations: conceptsOf(record, manifestation),
      severity,
    })),
};

export const AllergyReaction: NonNullable<Resolvers['AllergyReaction']> = {
  manifestations: ({ manifestations }) => [...manifestations],
};
