import { writeFile } from 'node:fs/promises';

/** An address as a person writes it. */
export interface WrittenAddress {
  readonly line1: string;
  readonly line2?: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
}

interface Household {
  readonly number: number;
  readonly name: string;
  readonly suffix: (typeof suffixes)[number];
  readonly direction: (typeof directions)[number];
  readonly unit: number | undefined;
  readonly place: (typeof places)[number];
}

export const spellingCount = 3;

const perStreet = 4_000;
const housesPerStreet = 3_000;
const unitsPerBuilding = 10;
/** Coprime to the households of a street, so that neighbours in number are no neighbours in the street. */
const stride = 1_237;

const beginnings =
  'Alder Birch Cedar Dove Elder Fern Glen Hazel Iron Juniper Kings Linden Maple Oak Pine Quarry Rose Stone Thorn Willow'.split(
    ' ',
  );
const endings =
  'bourne bridge brook bury combe croft dale field ford gate hurst land leigh mere mont ridge stead ton wick worth'.split(
    ' ',
  );
const suffixes = [
  ['Street', 'ST'],
  ['Avenue', 'AVE'],
  ['Road', 'RD'],
  ['Drive', 'DR'],
  ['Lane', 'LN'],
  ['Court', 'CT'],
] as const;
const directions = [
  ['', '', ''],
  ['Northeast', 'NE', 'n.e.'],
  ['', '', ''],
  ['West', 'W', 'w.'],
] as const;
const places = [
  { city: 'Washington', state: 'DC', zip: '20002' },
  { city: 'Saint Paul', state: 'MN', zip: '55116' },
  { city: 'Denver', state: 'CO', zip: '80202' },
  { city: 'Burien', state: 'WA', zip: '98166' },
  { city: 'Portland', state: 'OR', zip: '97217' },
] as const;

/**
 * The address of the nth of 4.8 million synthetic households as someone may write it, in one of three spellings of the same. Its street exists
 * nowhere, in a ZIP that does; every fourth household has a unit.
 */
export function writtenAddress(index: number, spelling = index % spellingCount): WrittenAddress {
  const { number, name, suffix, direction, unit, place } = householdOf(index);
  const [fullSuffix, shortSuffix] = suffix;
  const [fullDirection, shortDirection, dottedDirection] = direction;
  switch (spelling) {
    case 0:
      return {
        ...place,
        line1: joined(number, name, fullSuffix, fullDirection),
        ...(unit === undefined ? {} : { line2: `Apt ${unit}` }),
      };
    case 1: {
      const apartment = unit === undefined ? '' : `APT ${unit}`;
      return { ...place, line1: joined(number, name.toUpperCase(), shortSuffix, shortDirection, apartment) };
    }
    default: {
      const suffixDotted = `${shortSuffix.toLowerCase()}.`;
      const numberSign = unit === undefined ? '' : `#${unit}`;
      return {
        ...place,
        line1: joined(number, name.toLowerCase(), suffixDotted, dottedDirection, numberSign),
      };
    }
  }
}

/** The first `count` households as a file in the form of OpenAddresses, to be loaded by the importer. */
export async function writeHouseholds(file: string, count: number): Promise<void> {
  const lines = ['LON,LAT,NUMBER,STREET,UNIT,CITY,DISTRICT,REGION,POSTCODE,ID,HASH'];
  for (let index = 0; index < count; index += 1) {
    const { number, name, suffix, direction, unit, place } = householdOf(index);
    const street = joined(name, suffix[1], direction[1]);
    const home = unit === undefined ? '' : `APT ${unit}`;
    lines.push(
      `,,${number},${street},${home},${place.city},,${place.state},${place.zip},synthetic-${index},`,
    );
  }
  await writeFile(file, `${lines.join('\n')}\n`);
}

function householdOf(index: number): Household {
  const street = Math.floor(index / perStreet);
  const at = ((index % perStreet) * stride) % perStreet;
  const inBuildings = at - housesPerStreet;
  return {
    number: inBuildings < 0 ? 1 + 2 * at : 10_000 + 2 * Math.floor(inBuildings / unitsPerBuilding),
    unit: inBuildings < 0 ? undefined : 101 + (inBuildings % unitsPerBuilding),
    name: `${pick(beginnings, street)}${pick(endings, Math.floor(street / beginnings.length))}`,
    suffix: pick(suffixes, street),
    direction: pick(directions, street),
    place: pick(places, street),
  };
}

function pick<Value>(values: readonly Value[], index: number): Value {
  const value = values[index % values.length];
  if (value === undefined) throw new Error('There is nothing to pick from.');
  return value;
}

function joined(...words: readonly (string | number)[]): string {
  return words.filter((word) => word !== '').join(' ');
}
