import type { PurposeOfUse } from '../generated/resolvers-types.ts';

const purposes: readonly PurposeOfUse[] = [
  'TREATMENT',
  'EMERGENCY_TREATMENT',
  'PAYMENT',
  'OPERATIONS',
  'PATIENT_REQUEST',
  'PUBLIC_HEALTH',
  'RESEARCH',
];

/** The purpose a text names, or undefined. */
export function purposeOf(text: string | null | undefined): PurposeOfUse | undefined {
  return purposes.find((purpose) => purpose === text);
}
