import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { describeWithRecordings } from '@rotunda/platform/shared-recordings';
import { householdKey } from '../household-key.ts';
import type { AddressInput, StandardAddress } from './standard-address.ts';
import { standardise } from './standardise.ts';
import { fullSuffix, standardSuffix } from './suffixes.ts';

function read(input: AddressInput): StandardAddress | undefined {
  const address = standardise(input);
  return address.kind === 'UNPARSEABLE' ? undefined : address;
}

const lineOf = (line1: string) => read({ line1 })?.deliveryLine;

function readJson<Row>(file: string): readonly Row[] {
  return JSON.parse(readFileSync(file, 'utf8'));
}

describeWithRecordings('the tables of Publication 28', (recording) => {
  test('C1: all 502 spellings of a street suffix give their standard', () => {
    const rows = readJson<{ variant: string; standard: string }>(recording('postal/pub28_c1_suffixes.json'));
    expect(rows).toHaveLength(502);
    const wrong = rows.filter(
      ({ variant, standard }) => lineOf(`100 Zebra ${variant}`) !== `100 ZEBRA ${standard}`,
    );
    expect(wrong).toEqual([]);
    const lower = rows.filter(
      ({ variant, standard }) => lineOf(`100 zebra ${variant.toLowerCase()}.`) !== `100 ZEBRA ${standard}`,
    );
    expect(lower).toEqual([]);
  });

  test('C2: all 24 unit designators are read by name and by abbreviation, with and without the number they need', () => {
    const rows = readJson<{ name: string; abbr: string; requiresRange: boolean }>(
      recording('postal/pub28_c2_units.json'),
    );
    expect(rows).toHaveLength(24);
    for (const { name, abbr, requiresRange } of rows) {
      const number = requiresRange ? ' 12' : '';
      for (const spelling of [name, abbr, name.toLowerCase()]) {
        expect(lineOf(`100 Main Street ${spelling}${number}`)).toBe(`100 MAIN ST ${abbr}${number}`);
        expect(read({ line1: '100 Main Street', line2: `${spelling}${number}` })?.deliveryLine).toBe(
          `100 MAIN ST ${abbr}${number}`,
        );
      }
    }
  });

  test('F: all 53 highways are spelled out, with and without a house number', () => {
    const rows = readJson<{ input: string; expected: string }>(recording('postal/pub28_f_highways.json'));
    expect(rows).toHaveLength(53);
    for (const { input, expected } of rows) {
      expect(lineOf(input)).toBe(expected);
      expect(lineOf(`1234 ${input}`)).toBe(`1234 ${expected}`);
    }
  });
});

describe('routes, boxes and military mail', () => {
  test.each([
    ['RURAL ROUTE 2 BOX 152', 'RR 2 BOX 152'],
    ['RFD ROUTE 4 #87A', 'RR 4 BOX 87A'],
    ['RR 02 BOX 18 BRYAN DAIRY RD', 'RR 2 BOX 18'],
    ['R.D. 3, Box 45', 'RR 3 BOX 45'],
    ['HIGHWAY CONTRACT ROUTE 68 BOX 23A', 'HC 68 BOX 23A'],
    ['STAR ROUTE 68 BOX # 45', 'HC 68 BOX 45'],
    ['POST OFFICE BOX 11890', 'PO BOX 11890'],
    ['CALLER 0045', 'PO BOX 0045'],
    ['DRAWER L', 'PO BOX L'],
    ['GEN DELIVERY', 'GENERAL DELIVERY'],
    ['PSC 3022, BOX 684', 'PSC 3022 BOX 684'],
    ['UNIT 9900 BOX 0500', 'UNIT 9900 BOX 0500'],
  ])('%s becomes %s', (given, standard) => expect(lineOf(given)).toBe(standard));
});

const longDirectionals: Readonly<Record<string, string>> = {
  N: 'North',
  S: 'South',
  E: 'east',
  W: 'WEST',
  NE: 'North East',
  NW: 'Northwest',
  SE: 'southeast',
  SW: 'South West',
};
const plainDesignators = ['APT', 'UNIT', '#', 'STE'];

/** The same address as another person would write it; `turn` chooses how. */
function rewritten(address: StandardAddress, turn: number): AddressInput {
  const {
    primaryNumber,
    preDirectional,
    streetName = '',
    suffix,
    postDirectional,
    ...unit
  } = address.components;
  const long = (word: string | undefined) =>
    word && turn % 2 === 0 ? (longDirectionals[word] ?? word) : word;
  const type =
    suffix && turn % 3 !== 0 ? fullSuffix(suffix).toLowerCase() : suffix && `${suffix.toLowerCase()}.`;
  const street = [primaryNumber, long(preDirectional), streetName.toLowerCase(), type, long(postDirectional)];
  const line1 = street.filter(Boolean).join(turn % 4 === 0 ? '  ' : ' ');
  const unitText = unitWritten(unit, turn);
  const { city = '', state, zip, urbanization } = address.components;
  const written = { city: city.toLowerCase(), state, zip, urbanization };
  return turn % 5 < 2
    ? { ...written, line1, line2: unitText }
    : { ...written, line1: [line1, unitText].filter(Boolean).join(turn % 5 === 2 ? ', ' : ' ') };
}

function unitWritten(
  unit: Pick<
    StandardAddress['components'],
    'secondaryDesignator' | 'secondaryNumber' | 'extraSecondaryDesignator' | 'extraSecondaryNumber'
  >,
  turn: number,
): string {
  const {
    secondaryDesignator = '',
    secondaryNumber = '',
    extraSecondaryDesignator = '',
    extraSecondaryNumber = '',
  } = unit;
  const isPlain = plainDesignators.includes(secondaryDesignator) && secondaryNumber !== '';
  const designator = isPlain
    ? (['Apt', '#', 'unit', 'APARTMENT', '# Apt', 'Ste.'][turn % 6] ?? '')
    : secondaryDesignator;
  const outer = [extraSecondaryDesignator, extraSecondaryNumber].filter(Boolean).join(' ');
  return [outer, designator, secondaryNumber].filter(Boolean).join(' ').trim();
}

/** Addresses whose street is read otherwise, or whose household, when another person writes them. */
function readOtherwise(addresses: readonly AddressInput[]): readonly string[] {
  const different: string[] = [];
  addresses.forEach((given, index) => {
    const canonical = read(given);
    if (!canonical) return void different.push(`${given.line1}: not read`);
    for (const turn of [index, index + 7, index + 13]) {
      const input = rewritten(canonical, turn);
      const again = read(input);
      const isSame =
        again && streetOf(again) === streetOf(canonical) && householdKey(again) === householdKey(canonical);
      if (!isSame)
        different.push(`${given.line1} | ${input.line1} | ${input.line2 ?? ''} -> ${again?.deliveryLine}`);
    }
  });
  return different;
}

function streetOf({ components }: StandardAddress): string {
  const { primaryNumber, preDirectional, streetName, suffix, postDirectional } = components;
  return [primaryNumber, preDirectional, streetName, suffix, postDirectional].join('|');
}

const mayDiffer = 0.01;

interface PublishedAddress {
  readonly address1: string;
  readonly address2: string;
  readonly city?: string;
  readonly state: string;
  readonly postalCode: string;
}

test('real addresses of 16 states are the same household in at least 99 of 100 other spellings', () => {
  const { addresses } = createRequire(import.meta.url)('rrad/addresses-us-all.json') as {
    addresses: readonly PublishedAddress[];
  };
  const inputs = addresses.map(({ address1, address2, city, state, postalCode }) => ({
    line1: address1,
    line2: address2,
    city,
    state,
    zip: postalCode,
  }));
  const different = readOtherwise(inputs);
  expect(different.slice(0, Math.max(0, different.length - inputs.length * 3 * mayDiffer))).toEqual([]);
});

type CityRow = Readonly<
  Partial<Record<'FULL_ADDS' | 'STNUM' | 'STALPHA' | 'STPFX' | 'STNAME' | 'STTYPE' | 'ZIP', string>>
>;

function alexandria(file: string): readonly CityRow[] {
  const [header = '', ...rows] = gunzipSync(readFileSync(file)).toString('utf8').split(/\r?\n/);
  const columns = header.split(',');
  return rows
    .filter((row) => row !== '' && !row.includes('"'))
    .map((row) => Object.fromEntries(row.split(',').map((value, index) => [columns[index], value.trim()])));
}

/** Saints and apostrophes apart, which the city writes otherwise than Publication 28. */
function plain(streetName: string): string {
  return streetName
    .replaceAll("'", '')
    .replaceAll('.', '')
    .replace(/\bSAINT\b/g, 'ST');
}

describeWithRecordings('real addresses', (recording) => {
  test('of 44 states are the same household in at least 99 of 100 other spellings', () => {
    const lines = readFileSync(recording('postal/nad-sample.jsonl'), 'utf8').trim().split('\n');
    const inputs = lines.map((line) => ({ line1: (JSON.parse(line) as { input: string }).input }));
    const different = readOtherwise(inputs);
    expect(different.slice(0, Math.max(0, different.length - inputs.length * 3 * mayDiffer))).toEqual([]);
  });

  test('of Alexandria are divided as the city divides them', () => {
    const rows = alexandria(recording('postal/alexandria-va-address-points.csv.gz')).filter(
      ({ STTYPE = '' }) => standardSuffix(STTYPE),
    );
    const wrong = rows.filter(({ FULL_ADDS: line1 = '', STNUM, STALPHA = '', STPFX, STNAME = '' }) => {
      const {
        primaryNumber,
        preDirectional = '',
        streetName = '',
      } = read({ line1, zip: '22301' })?.components ?? {};
      const number = STALPHA.includes('/') ? `${STNUM} ${STALPHA}` : STNUM;
      const isSame =
        primaryNumber === number && preDirectional === STPFX && plain(streetName) === plain(STNAME);
      return !isSame && (STALPHA === '' || STALPHA.includes('/'));
    });
    expect(
      wrong.map(({ FULL_ADDS }) => FULL_ADDS).slice(0, Math.max(0, wrong.length - rows.length * mayDiffer)),
    ).toEqual([]);
  });

  test('of Alexandria are the same household in at least 99 of 100 other spellings', () => {
    const inputs = alexandria(recording('postal/alexandria-va-address-points.csv.gz'))
      .filter((_row, index) => index % 5 === 0)
      .map(({ FULL_ADDS: line1 = '', ZIP: zip = '' }) => ({
        line1,
        city: 'Alexandria',
        state: 'VA',
        zip: zip || '22301',
      }));
    const different = readOtherwise(inputs);
    expect(different.slice(0, Math.max(0, different.length - inputs.length * 3 * mayDiffer))).toEqual([]);
  });
});
