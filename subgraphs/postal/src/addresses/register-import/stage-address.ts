import { countiesOfZip, countyAt } from '@rotunda/platform/regions';
import type { Tristate } from '../address-check.ts';
import { type HouseholdKeys, householdKeys } from '../household-key.ts';
import { placeLastLine } from '../place-last-line.ts';
import { streetLine } from '../register-entry.ts';
import { joinUnits } from '../standardise/unit-components.ts';
import { standardise } from '../standardise/standardise.ts';
import type { SourceAddress } from './source-address.ts';

/** A household as the register will have it. */
export interface StagedAddress extends HouseholdKeys {
  readonly deliveryLine: string;
  readonly unit: string | undefined;
  readonly primaryNumber: string;
  readonly numberValue: number | undefined;
  readonly street: string;
  readonly urbanization: string | undefined;
  readonly city: string | undefined;
  readonly state: string | undefined;
  readonly zip: string;
  readonly latitude: number | undefined;
  readonly longitude: number | undefined;
  readonly countyFips: string | undefined;
  readonly residential: Tristate;
}

/** A source's address in standard form, with its keys and county; a sentence without personal data where it cannot be one. */
export function stageAddress(source: SourceAddress): StagedAddress | string {
  const { line1, unit, city, state, zip, urbanization } = source;
  const standard = standardise({ line1, line2: unit, city, state, zip: wholeZip(zip), urbanization });
  if (standard.kind === 'UNPARSEABLE') return 'There is no delivery line.';
  if (standard.kind !== 'STREET' && standard.kind !== 'HIGHRISE')
    return 'Not a street address: boxes and routes are not registered.';
  const { address } = placeLastLine(standard);
  const { primaryNumber, zip: zip5 } = address.components;
  const keys = householdKeys(address);
  if (!zip5 || !keys) return 'The ZIP is missing or not five digits, and the city does not tell it.';
  if (!primaryNumber) return 'The house number is missing.';
  const position = positionOf(source);
  if (position === 'INVALID') return 'The position is not a latitude and longitude in degrees.';
  return {
    ...keys,
    deliveryLine: address.deliveryLine,
    unit: joinUnits(address.components) || undefined,
    primaryNumber,
    numberValue: numberValueOf(primaryNumber),
    street: streetLine(address),
    urbanization: address.components.urbanization,
    city: address.components.city,
    state: address.components.state,
    zip: zip5,
    latitude: position?.latitude,
    longitude: position?.longitude,
    countyFips: countyOf(position, zip5),
    residential: source.residential,
  };
}

/** A ZIP that a spreadsheet took for a number has lost its leading zeros. */
function wholeZip(zip: string | undefined): string | undefined {
  return zip !== undefined && /^\d{3,4}$/.test(zip) ? zip.padStart(5, '0') : zip?.slice(0, 10);
}

interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

function positionOf({ latitude = '', longitude = '' }: SourceAddress): Place | 'INVALID' | undefined {
  if (latitude === '' && longitude === '') return undefined;
  const place = { latitude: Number(latitude), longitude: Number(longitude) };
  if (latitude === '' || longitude === '') return 'INVALID';
  const isPlace = Math.abs(place.latitude) <= 90 && Math.abs(place.longitude) <= 180;
  return isPlace ? place : 'INVALID';
}

function countyOf(position: Place | undefined, zip: string): string | undefined {
  const counties = countiesOfZip(zip);
  if (counties.length === 1) return counties[0];
  return (position && countyAt(position.longitude, position.latitude)) ?? undefined;
}

function numberValueOf(primaryNumber: string): number | undefined {
  const value = Number.parseInt(primaryNumber, 10);
  return Number.isSafeInteger(value) && value <= 2_147_483_647 ? value : undefined;
}
