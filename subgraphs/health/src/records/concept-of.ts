import type { CodeableConcept } from 'fhir/r4.js';
import type { CodedConceptSource } from '../terminology/coded-concept.ts';
import { type StoredRecord, recordedLanguageOf } from './stored-record.ts';

/** A concept of a record, ready for the record's reader. */
export function conceptOf(record: StoredRecord, concept: CodeableConcept): CodedConceptSource {
  return { concept, recordedLanguage: recordedLanguageOf(record.row), language: record.language };
}

/** The same for an element that may be absent. */
export function optionalConceptOf(
  record: StoredRecord,
  concept: CodeableConcept | undefined,
): CodedConceptSource | null {
  return concept ? conceptOf(record, concept) : null;
}

/** The same for an element that repeats. */
export function conceptsOf(
  record: StoredRecord,
  concepts: readonly CodeableConcept[] | undefined,
): CodedConceptSource[] {
  return (concepts ?? []).map((concept) => conceptOf(record, concept));
}
