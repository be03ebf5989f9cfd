import type { DeliveryPoint, RegistrySource, Tristate } from './address-check.ts';
import type { StandardAddress } from './standardise/standard-address.ts';
import { standardise } from './standardise/standardise.ts';
import { joinUnits } from './standardise/unit-components.ts';

/** A door of the register and how many homes are behind it. */
export interface RegisteredBuilding {
  readonly key: string;
  readonly primaryNumber: string;
  /** Street without its number, in standard form. */
  readonly street: string;
  readonly urbanization: string | undefined;
  readonly city: string | undefined;
  readonly state: string | undefined;
  readonly zip: string;
  readonly unitCount: number;
  /** Whether the register also has the door without a unit. */
  readonly hasUndivided: boolean;
  readonly countyFips: string | undefined;
  readonly residential: Tristate;
  readonly source: RegistrySource;
}

/** What the register knows of one address: its household, or at least its building, or neither. */
export interface RegisterEntry {
  readonly point: DeliveryPoint | undefined;
  readonly building: RegisteredBuilding | undefined;
}

/** The address of a building, without a unit. Faults on a building that holds no address. */
export function addressOfBuilding(building: RegisteredBuilding): StandardAddress {
  const { primaryNumber, street, city, state, zip, urbanization } = building;
  const address = standardise({ line1: `${primaryNumber} ${street}`, city, state, zip, urbanization });
  if (address.kind === 'UNPARSEABLE') throw new Error(`Building ${building.key} holds no address.`);
  return { ...address, changes: [] };
}

/** The unit of a household as the register has it, e.g. `APT 176`; empty where it has none. */
export function unitLine({ address }: DeliveryPoint): string {
  return joinUnits(address.components);
}

/** The street of an address without number and unit, as the register has it. */
export function streetLine({ components }: StandardAddress): string {
  const { preDirectional, streetName, suffix, postDirectional } = components;
  return [preDirectional, streetName, suffix, postDirectional].filter(Boolean).join(' ');
}
