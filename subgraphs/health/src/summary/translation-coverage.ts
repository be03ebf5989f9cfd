import type { CodeableConcept } from 'fhir/r4.js';
import { type StoredRecord, recordedLanguageOf, resourceOf } from '../records/stored-record.ts';
import { hasText } from '../terminology/choose-text.ts';
import type { PatientSummarySource } from './read-summary.ts';

/** Share, 0 to 1, of the entries of a summary whose code has a text in the summary's language. */
export function translationCoverage({ sections, language }: PatientSummarySource): number {
  const records = Object.values(sections).flatMap(({ items }) => items);
  if (records.length === 0) return 1;
  const covered = records.filter((record) =>
    hasText(
      { concept: mainConcept(record), recordedLanguage: recordedLanguageOf(record.row), language },
      language,
    ),
  );
  return covered.length / records.length;
}

interface MainConcepts {
  readonly code?: CodeableConcept;
  readonly vaccineCode?: CodeableConcept;
  readonly medicationCodeableConcept?: CodeableConcept;
}

function mainConcept({ row }: StoredRecord): CodeableConcept {
  const { code, vaccineCode, medicationCodeableConcept } = resourceOf<MainConcepts>(row);
  return code ?? vaccineCode ?? medicationCodeableConcept ?? {};
}
