import { type CodedConceptSource, type Text } from './coded-concept.ts';
import { serves } from './choose-language.ts';
import { findTranslation } from './translations.ts';

/**
 * A concept in words for a reader: the recorded words where they are in the reader's language, else a translation of one of its
 * codes, else the recorded words under their own language, else the code. Says which of these it is.
 */
export function chooseText(source: CodedConceptSource, asked: string = source.language): Text {
  const { concept, recordedLanguage } = source;
  const codings = concept.coding ?? [];
  const recorded = concept.text ?? codings.find(({ display }) => display)?.display;
  if (recorded && serves(recordedLanguage, asked)) {
    return { value: recorded, language: recordedLanguage, source: 'AS_RECORDED' };
  }
  for (const { system, code } of codings) {
    const translation = system && code ? findTranslation(system, code, asked) : undefined;
    if (translation) return translation;
  }
  if (recorded) return { value: recorded, language: recordedLanguage, source: 'FALLBACK_LANGUAGE' };
  const code = codings.find((coding) => coding.code)?.code;
  return { value: code ?? '?', language: recordedLanguage, source: 'CODE_ONLY' };
}

/** Whether a reader of the language gets the concept in it. */
export function hasText(source: CodedConceptSource, language: string): boolean {
  return serves(chooseText(source, language).language, language);
}
