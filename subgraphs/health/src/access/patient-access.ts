import type { PurposeOfUse } from '../generated/resolvers-types.ts';
import type { RuleOutcome } from './chart-access.ts';
import type { Chart } from './open-chart.ts';
import { purposeOf } from './purpose-of-use.ts';

/** How a chart came to be open, for its reader. */
export interface PatientAccessSource {
  readonly basis: Chart['access']['basis'];
  readonly purpose: PurposeOfUse;
  readonly expiresAt: Date | null;
  readonly somethingWithheld: boolean;
  readonly rules: readonly RuleOutcome[];
  readonly language: string;
}

/** Basis, purpose and rules of an open chart. */
export function patientAccess({ access, redacted, language }: Chart): PatientAccessSource {
  const purpose = purposeOf(access.purpose);
  if (!purpose) throw new Error('A chart was opened for a purpose that is none.');
  return {
    basis: access.basis,
    purpose,
    expiresAt: access.expiresAt ?? null,
    somethingWithheld: redacted,
    rules: access.rules,
    language,
  };
}
