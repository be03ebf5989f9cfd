import type { Resolvers } from '../../generated/resolvers-types.ts';
import { patientLanguage } from '../../patients/patient-language.ts';
import { readPatient } from '../../patients/read-patient.ts';
import { translationCoverage } from '../translation-coverage.ts';

export const PatientSummary: NonNullable<Resolvers['PatientSummary']> = {
  patient: ({ chart }) => chart,
  problems: ({ sections }) => sections.problems,
  pastProblems: ({ sections }) => sections.pastProblems,
  allergies: ({ sections }) => sections.allergies,
  medications: ({ sections }) => sections.medications,
  immunizations: ({ sections }) => sections.immunizations,
  results: ({ sections }) => sections.results,
  vitalSigns: ({ sections }) => sections.vitalSigns,
  socialHistory: ({ sections }) => sections.socialHistory,
  procedures: ({ sections }) => sections.procedures,
  languageNeeds: async ({ chart }, _arguments, { patients }) =>
    patientLanguage((await readPatient(chart, patients)).row),
  translationCoverage: (summary) => translationCoverage(summary),
};
