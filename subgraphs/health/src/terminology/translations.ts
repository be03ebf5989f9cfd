import type { Text } from './coded-concept.ts';
import { spanishTexts } from './spanish-texts.ts';

const textsByLanguage: Readonly<Record<string, Readonly<Record<string, string>>>> = { es: spanishTexts };

/** This project's own words for a code in a language, or undefined. Drafts: no qualified person has reviewed them. */
export function findTranslation(system: string, code: string, language: string): Text | undefined {
  const [primary = ''] = language.toLowerCase().split('-', 1);
  const value = textsByLanguage[primary]?.[`${system}|${code}`];
  return value === undefined ? undefined : { value, language: primary, source: 'PROJECT_TRANSLATION_DRAFT' };
}
