import type { RegisteredBuilding } from '../addresses/register-entry.ts';
import type { UnitClaim } from './unit-claim.ts';

/** What the register says for and against a claim, as sentences for the reviewer, in English. */
export function evidenceOf(claim: UnitClaim, building: RegisteredBuilding | undefined): string[] {
  if (!building) return ['The register does not know this building.'];
  const { unitCount, hasUndivided, residential, source } = building;
  const origin = `${source.dataset}, ${source.version}`;
  return [
    unitCount === 0
      ? `The register knows no unit in this building (${origin}).`
      : `The register knows ${unitCount} ${unitCount === 1 ? 'unit' : 'units'} in this building (${origin}).`,
    ...(hasUndivided ? ['It also has the door without a unit.'] : []),
    ...(residential === 'NO' ? ['It lists the building as a business.'] : []),
    ...(residential === 'YES' ? ['It lists homes here.'] : []),
    ...(claim.rivals > 0 ? [`Other claims that wait for this building: ${claim.rivals}.`] : []),
  ];
}
