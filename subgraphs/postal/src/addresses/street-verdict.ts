import type { AddressVerdict, DpvCode } from './address-check.ts';
import type { FootnoteCode } from './footnotes.ts';
import type { RegisterEntry } from './register-entry.ts';
import type { StandardAddress } from './standardise/standard-address.ts';

export interface Ruling {
  readonly verdict: AddressVerdict;
  readonly dpv: DpvCode;
  readonly footnotes: readonly FootnoteCode[];
}

/** Two doors are a shared building; with one known unit beside the undivided door it may as well be one house. */
const unitsOfSharedBuilding = 2;

/**
 * What the register says of a street address whose building it knows. S is a unit that is not known, D a unit that is
 * missing; the two are often confused. Undefined where the building is not known.
 */
export function ruleOnStreet(address: StandardAddress, entry: RegisterEntry): Ruling | undefined {
  const { point, building } = entry;
  if (!building) return undefined;
  const hasUnit = address.components.secondaryDesignator !== undefined;
  const needsUnit = building.unitCount >= unitsOfSharedBuilding || !building.hasUndivided;
  if (!hasUnit && needsUnit) return { verdict: 'MISSING_SECONDARY', dpv: 'D', footnotes: ['AA', 'N1'] };
  if (point || !hasUnit)
    return { verdict: 'DELIVERABLE', dpv: 'Y', footnotes: withMailbox(address, ['AA', 'BB']) };
  const isNeeded = building.unitCount > 0;
  return { verdict: 'INVALID_SECONDARY', dpv: 'S', footnotes: ['AA', isNeeded ? 'C1' : 'CC'] };
}

/** Whether a person may say that the door without a unit is one home; the register often splits what is a single house. */
export function maySaySingleFamily(unitCount: number): boolean {
  return unitCount <= 4;
}

function withMailbox(address: StandardAddress, footnotes: readonly FootnoteCode[]): readonly FootnoteCode[] {
  return address.components.pmb === undefined ? footnotes : [...footnotes, 'RR'];
}
