import { joinLastLine } from './standardise/format-address.ts';
import type { AddressChange, AddressComponents, StandardAddress } from './standardise/standard-address.ts';
import { isMilitaryState } from './standardise/states.ts';
import { findZip, zipsOfCity } from './zip-directory.ts';

export interface PlacedAddress {
  readonly address: StandardAddress;
  /** What the ZIP or the city corrected or added. */
  readonly corrections: readonly AddressChange[];
}

const militaryCities = new Set(['APO', 'FPO', 'DPO']);

/**
 * An address with the city and state that its ZIP says where they are missing, and the ZIP of a city that has only one.
 * A city that is given stays, since a ZIP has more names than the preferred one; military mail takes the ZIP's.
 */
export function placeLastLine(address: StandardAddress): PlacedAddress {
  const { city, state, zip } = address.components;
  if (zip === undefined) return withOnlyZip(address, zipsOfCity(city ?? '', state ?? ''));
  const entry = findZip(zip);
  if (!entry) return { address, corrections: [] };
  const isWrongPost = isMilitaryState(entry.state) && !militaryCities.has(city ?? '');
  const parts = {
    city: city === undefined || isWrongPost ? entry.city : city,
    state: state ?? entry.state,
  };
  return withParts(address, parts, isWrongPost ? 'POST_OF_ZIP' : 'CITY_OF_ZIP');
}

/** The address with the state and city of its ZIP, for one that the register knows under that ZIP. */
export function withStateOfZip(address: StandardAddress): PlacedAddress {
  const entry = findZip(address.components.zip ?? '');
  if (!entry || entry.state === address.components.state) return { address, corrections: [] };
  return withParts(address, { city: entry.city, state: entry.state }, 'STATE_OF_ZIP');
}

function withOnlyZip(address: StandardAddress, zips: readonly string[]): PlacedAddress {
  const [zip, ...more] = zips;
  if (zip === undefined || more.length > 0) return { address, corrections: [] };
  return withParts(address, { zip }, 'ZIP_OF_CITY');
}

function withParts(
  address: StandardAddress,
  parts: Pick<AddressComponents, 'city' | 'state' | 'zip'>,
  rule: string,
): PlacedAddress {
  const corrections: AddressChange[] = [];
  for (const field of ['city', 'state', 'zip'] as const) {
    const [before, after] = [address.components[field], parts[field]];
    if (after !== undefined && after !== before) corrections.push({ field, before, after, rule });
  }
  if (corrections.length === 0) return { address, corrections };
  const components = { ...address.components, ...parts };
  return { address: { ...address, components, lastLine: joinLastLine(components) }, corrections };
}
