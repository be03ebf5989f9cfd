import type { CodeableConcept } from 'fhir/r4.js';

/** A coded concept on its way to a reader. */
export interface CodedConceptSource {
  readonly concept: CodeableConcept;
  /** Language of the words in the record. */
  readonly recordedLanguage: string;
  /** Language of the reader, unless an argument says otherwise. */
  readonly language: string;
}

export interface Text {
  readonly value: string;
  readonly language: string;
  readonly source:
    | 'AS_RECORDED'
    | 'PROJECT_TRANSLATION_REVIEWED'
    | 'PROJECT_TRANSLATION_DRAFT'
    | 'FALLBACK_LANGUAGE'
    | 'CODE_ONLY';
}
