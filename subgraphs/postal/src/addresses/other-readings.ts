import type { StandardAddress } from './standardise/standard-address.ts';
import { standardise } from './standardise/standardise.ts';

const abbreviated: Readonly<Record<string, string>> = { NORTH: 'N', SOUTH: 'S', EAST: 'E', WEST: 'W' };
const spelled: Readonly<Record<string, string>> = { N: 'NORTH', S: 'SOUTH', E: 'EAST', W: 'WEST' };

/**
 * Other readings of a street address that its spelling allows, for a register that has it the other way: the letter behind
 * a number as part of it or as unit, a directional street as letter or word, an urbanization left out. At most four, the address itself not among them.
 */
export function otherReadings(address: StandardAddress): readonly StandardAddress[] {
  if (address.kind !== 'STREET' && address.kind !== 'HIGHRISE') return [];
  const { primaryNumber = '', streetName = '', secondaryDesignator } = address.components;
  const lines: string[] = [];
  const [, letter, behind] = /^([A-Z]) (.+)$/.exec(streetName) ?? [];
  if (letter && behind && /^\d+$/.test(primaryNumber)) {
    lines.push(replaced(address, `${primaryNumber} ${letter} `, `${primaryNumber}${letter} `));
  }
  const [, digits, ending] = /^(\d+)([A-Z])$/.exec(primaryNumber) ?? [];
  if (digits && ending && !secondaryDesignator) {
    lines.push(`${replaced(address, primaryNumber, digits)} APT ${ending}`);
  }
  const otherName = abbreviated[streetName] ?? spelled[streetName];
  if (otherName) lines.push(replaced(address, ` ${streetName} `, ` ${otherName} `));
  const { urbanization, ...components } = address.components;
  // Lists of other publishers have no urbanizations.
  const withoutUrbanization = urbanization === undefined ? [] : [{ ...address, components }];
  return [...lines.flatMap((line1) => readingOf(address, line1)), ...withoutUrbanization];
}

/** The address with another delivery line, in standard form; empty where that reads as no address. */
export function readingOf(
  address: StandardAddress,
  line1: string,
  zip = address.components.zip,
): readonly StandardAddress[] {
  const { city, state, urbanization } = address.components;
  const reading = standardise({ line1, city, state, zip, urbanization });
  return reading.kind === 'UNPARSEABLE' ? [] : [reading];
}

function replaced(address: StandardAddress, before: string, after: string): string {
  return address.deliveryLine.replace(before, after);
}
