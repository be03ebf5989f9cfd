import type { Confidentiality } from '../generated/resolvers-types.ts';

const known: readonly Confidentiality[] = ['U', 'L', 'M', 'N', 'R', 'V'];

/** The confidentiality of a stored code; throws (a fault of ours) on one the importer cannot have written. Source: v3-Confidentiality. */
export function confidentialityOf(code: string): Confidentiality {
  const found = known.find((confidentiality) => confidentiality === code);
  if (!found) throw new Error('A stored record carries an unknown confidentiality.');
  return found;
}
