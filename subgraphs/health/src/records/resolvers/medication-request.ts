import type { CodeableConcept, Medication, MedicationRequest as FhirMedicationRequest } from 'fhir/r4.js';
import type { Resolvers } from '../../generated/resolvers-types.ts';
import { conceptOf, conceptsOf } from '../concept-of.ts';
import { type StoredRecord, recordedLanguageOf, resourceOf } from '../stored-record.ts';
import { serves } from '../../terminology/choose-language.ts';
import { clinicalRecordFields } from './clinical-record.ts';

const prescription = ({ row }: StoredRecord) => resourceOf<FhirMedicationRequest>(row);

export const MedicationRequest: NonNullable<Resolvers['MedicationRequest']> = {
  ...clinicalRecordFields,
  status: ({ row }) => row.status ?? 'unknown',
  intent: (record) => prescription(record).intent,
  medication: (record) => conceptOf(record, medicationOf(prescription(record))),
  authoredOn: (record) => prescription(record).authoredOn ?? null,
  dosageText: (record, { language }) => {
    const recorded = recordedLanguageOf(record.row);
    const source = serves(recorded, language ?? record.language) ? 'AS_RECORDED' : 'FALLBACK_LANGUAGE';
    const steps = prescription(record).dosageInstruction ?? [];
    return steps.flatMap(({ text }) => (text ? [{ value: text, language: recorded, source } as const] : []));
  },
  reasons: (record) => conceptsOf(record, prescription(record).reasonCode),
};

function medicationOf(request: FhirMedicationRequest): CodeableConcept {
  if (request.medicationCodeableConcept) return request.medicationCodeableConcept;
  const reference = request.medicationReference;
  const contained = request.contained?.find(({ id }) => reference?.reference === `#${id}`);
  if (contained && isMedication(contained) && contained.code) return contained.code;
  return reference?.display ? { text: reference.display } : {};
}

function isMedication(resource: { readonly resourceType: string }): resource is Medication {
  return resource.resourceType === 'Medication';
}
