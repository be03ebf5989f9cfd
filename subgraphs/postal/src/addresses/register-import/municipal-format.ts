import type { AddressFormat, SourceAddress } from './source-address.ts';

/** Names that cities give to the same column, the most telling first. */
const columnNames = {
  whole: [
    'FULL_ADDS',
    'FULL_ADDRESS',
    'FULLADDR',
    'FULL_ADDR',
    'FULLADDRESS',
    'SITE_ADDR',
    'ADDRESS',
    'INPUT',
  ],
  number: ['STNUM', 'ST_NUM', 'HOUSE_NO', 'HOUSENO', 'ADDR_NUM', 'ADDRNUM', 'NUMBER'],
  numberSuffix: ['STALPHA', 'ADDR_SUF', 'NUM_SUF', 'HALF_CODE'],
  directional: ['STPFX', 'ST_PREDIR', 'PREDIR', 'PRE_DIR'],
  name: ['STNAME', 'ST_NAME', 'STREET_NAME', 'STREETNAME'],
  type: ['STTYPE', 'ST_TYPE', 'STREET_TYPE', 'SUFFIX'],
  afterDirectional: ['STSFX', 'SUFDIR', 'POSTDIR', 'POST_DIR'],
  unit: ['UNIT', 'UNIT_NUM', 'UNITNUM', 'APT', 'SUBADDRESS'],
  city: ['CITY', 'POST_CITY', 'MUNI', 'LOCALITY'],
  state: ['STATE', 'REGION'],
  zip: ['ZIP', 'ZIPCODE', 'ZIP_CODE', 'ZIP5', 'POSTCODE'],
  latitude: ['LATITUDE', 'LAT', 'Y'],
  longitude: ['LONGITUDE', 'LON', 'LONG', 'X'],
} as const;

type Part = keyof typeof columnNames;

/** Two-letter street types that cities use and Publication 28 does not. */
const cityTypes: Readonly<Record<string, string>> = {
  AL: 'ALY',
  BV: 'BLVD',
  CR: 'CIR',
  HY: 'HWY',
  LA: 'LN',
  MW: 'MEWS',
  PG: 'PSGE',
  PY: 'PKWY',
  PZ: 'PLZ',
  QY: 'QUAY',
  TR: 'TER',
  WK: 'WALK',
  WY: 'WAY',
};

/** A city's own list of addresses, by the column names in common use; undefined where they name no street and no ZIP. */
export function municipalFormat(columns: ReadonlySet<string>): AddressFormat | undefined {
  const found = new Map<Part, string>();
  for (const part of Object.keys(columnNames) as Part[]) {
    const column = columnNames[part].find((name) => columns.has(name));
    if (column) found.set(part, column);
  }
  const hasParts = found.has('number') && found.has('name');
  const hasPlace = found.has('zip') || (found.has('city') && found.has('state')) || columns.has('INPUT');
  if (!(hasParts || found.has('whole')) || !hasPlace) return undefined;
  return {
    dataset: 'Municipal address points',
    licence: 'as its publisher states',
    read(value) {
      const part = (name: Part): string => {
        const column = found.get(name);
        return column ? value(column) : '';
      };
      return hasParts ? fromParts(part) : fromWhole(part);
    },
  };
}

function fromWhole(part: (name: Part) => string): SourceAddress | undefined {
  const whole = part('whole');
  return whole === '' ? undefined : { line1: whole, unit: part('unit'), ...placeOf(part) };
}

function fromParts(part: (name: Part) => string): SourceAddress | undefined {
  const [number, suffix, name] = [part('number'), part('numberSuffix'), part('name')];
  if (number === '' && name === '') return undefined;
  const type = cityTypes[part('type').toUpperCase()] ?? part('type');
  const isPartOfNumber = /^(?:[A-Za-z]|\d\/\d)$/.test(suffix);
  const joiner = suffix.includes('/') ? ' ' : '';
  const whole = isPartOfNumber ? `${number}${joiner}${suffix}` : number;
  const line1 = [whole, part('directional'), name, type, part('afterDirectional')].filter(Boolean).join(' ');
  return {
    line1,
    unit: part('unit') || (isPartOfNumber || suffix === '' ? '' : `# ${suffix}`),
    ...placeOf(part),
  };
}

function placeOf(part: (name: Part) => string): Omit<SourceAddress, 'line1' | 'unit'> {
  return {
    city: part('city'),
    state: part('state'),
    zip: part('zip'),
    latitude: part('latitude'),
    longitude: part('longitude'),
    residential: 'UNKNOWN',
  };
}
