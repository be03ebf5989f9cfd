import type { DeliveryPoint, UnitPrompt } from './address-check.ts';
import type { AddressStore } from './address-store.ts';
import type { Candidate } from './find-suggestions.ts';
import { type RegisteredBuilding, unitLine } from './register-entry.ts';
import { spellingDistance } from './spelling-distance.ts';
import type { StandardAddress } from './standardise/standard-address.ts';
import { maySaySingleFamily } from './street-verdict.ts';

/** `2` before `10`, though some of them are `APT` and others `#`. */
const inCountingOrder = new Intl.Collator('en', { numeric: true });
const unitsAtMost = 50;
const likeUnitsAtMost = 5;
/** Designators that say nothing beside their number. */
const plainDesignator = /^(?:APT|UNIT|#|STE|RM) (\S+)$/;

export interface UnitHelp {
  readonly prompt: UnitPrompt;
  /** Units of the building that are spelled like the one given. */
  readonly candidates: readonly Candidate[];
}

/** What to ask a person whose unit is missing or not known. */
export async function askForUnit(
  address: StandardAddress,
  building: RegisteredBuilding,
  store: AddressStore,
): Promise<UnitHelp> {
  const units = building.unitCount > 0 ? await store.pageUnits(building.key, { limit: unitsAtMost }) : [];
  return {
    prompt: {
      knownUnits: units.map((unit) => unitLabel(unitLine(unit))).toSorted(inCountingOrder.compare),
      maySaySingleFamily: maySaySingleFamily(building.unitCount),
      mayClaimUnit: true,
    },
    candidates: likeUnits(address, building, units),
  };
}

/** `176` for `APT 176`; a unit of several levels or a named one whole. */
function unitLabel(unit: string): string {
  return plainDesignator.exec(unit)?.[1] ?? unit;
}

function likeUnits(
  address: StandardAddress,
  building: RegisteredBuilding,
  units: readonly DeliveryPoint[],
): readonly Candidate[] {
  const given = address.components.secondaryNumber;
  if (given === undefined) return [];
  return units
    .filter((unit) => spellingDistance(given, unitLabel(unitLine(unit)), 1) !== undefined)
    .slice(0, likeUnitsAtMost)
    .map((point) => ({
      address: point.address,
      entry: { point, building },
      score: 0.8,
      reason: 'UNIT' as const,
      onlyAdds: false,
    }));
}
