import type { PatientLanguage } from '../generated/resolvers-types.ts';
import { nameInItself } from '../terminology/choose-language.ts';
import type { PatientRow } from './patient-store.ts';

/** Languages of a patient and the need of an interpreter. */
export function patientLanguage({ language, languages, interpreterNeeded }: PatientRow): PatientLanguage {
  return {
    preferred: language,
    spoken: languages,
    interpreterNeeded: interpreterNeeded === null ? 'UNKNOWN' : interpreterNeeded ? 'YES' : 'NO',
    nameInOwnLanguage: language === null ? null : (nameInItself(language) ?? null),
  };
}
