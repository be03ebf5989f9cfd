import type { AccessBasis } from '../generated/resolvers-types.ts';

const bases: readonly AccessBasis[] = ['SELF', 'CARE_TEAM', 'ENCOUNTER', 'GENERAL_PRACTITIONER'];

/** The basis a stored text names, or undefined. */
export function basisOf(text: string | undefined): AccessBasis | undefined {
  return bases.find((basis) => basis === text);
}
