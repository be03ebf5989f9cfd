import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inputOf } from './format-address.ts';
import { standardise } from './standardise.ts';
import type { AddressInput, StandardAddress } from './standard-address.ts';

function read(line1: string, rest: Omit<AddressInput, 'line1'> = {}): StandardAddress {
  const address = standardise({ line1, ...rest });
  if (address.kind === 'UNPARSEABLE') throw new Error(`${line1}: ${address.reason}`);
  return address;
}

const lineOf = (line1: string, rest?: Omit<AddressInput, 'line1'>) => read(line1, rest).deliveryLine;

describe('streets', () => {
  test.each([
    ['1379 Maynard Drive West', '1379 MAYNARD DR W'],
    ['1745 T Street Southeast', '1745 T ST SE'],
    ['12 South Park Avenue', '12 S PARK AVE'],
    ['400 North East Main Street', '400 NE MAIN ST'],
    ['123 Oklahoma Ave.', '123 OKLAHOMA AVE'],
    ['100 WASHINGTON SQUARE N', '100 WASHINGTON SQ N'],
  ])('%s becomes %s', (given, standard) => expect(lineOf(given)).toBe(standard));

  test.each([
    ['Bay E Drive', 'a letter inside a name', 'BAY E DR'],
    ['1000 Avenue E', 'a letter behind AVENUE', '1000 AVENUE E'],
    ['1000 Av E', 'a letter behind AV', '1000 AVENUE E'],
    ['400 E St NE', 'a letter street', '400 E ST NE'],
    ['100 North Avenue', 'a directional that is the whole name', '100 NORTH AVE'],
    ['842 E 1700 S', 'a grid street', '842 E 1700 S'],
  ])('%s keeps %s: %s is no directional to abbreviate', (given, _why, standard) =>
    expect(lineOf(given)).toBe(standard),
  );

  test.each([
    ['789 Main Ave Drive', '789 MAIN AVENUE DR'],
    ['4513 3rd Street Circle West', '4513 3RD STREET CIR W'],
    ['4513 3RD ST CIR W', '4513 3RD STREET CIR W'],
  ])('of two suffixes only the last is abbreviated: %s', (given, standard) =>
    expect(lineOf(given)).toBe(standard),
  );

  test.each([
    ['1776 St Clair Ave', '1776 SAINT CLAIR AVE'],
    ['1776 St. Clair Ave', '1776 SAINT CLAIR AVE'],
    ['12 St James St', '12 SAINT JAMES ST'],
    ['9 Mount St Helens Dr', '9 MOUNT SAINT HELENS DR'],
  ])('a saint is no street: %s', (given, standard) => expect(lineOf(given)).toBe(standard));

  test.each([
    ['112-10 Bronx Road', '112-10 BRONX RD'],
    ['92-10 Roosevelt Avenue', '92-10 ROOSEVELT AVE'],
    ['N6W23001 Bluemound Rd', 'N6W23001 BLUEMOUND RD'],
    ['202 1/2 Adams Av', '202 1/2 ADAMS AVE'],
    ['202-1/2 Adams Av', '202 1/2 ADAMS AVE'],
    ['202½ Adams Av', '202 1/2 ADAMS AVE'],
    ['39.2 Rd', '39.2 RD'],
    ['1400 A N Beauregard St', '1400A N BEAUREGARD ST'],
    ['007 Main St', '7 MAIN ST'],
  ])('a number keeps what counts in it: %s', (given, standard) => expect(lineOf(given)).toBe(standard));

  test.each([
    ['105 OLD United States Highway 52 West', '105 OLD US HIGHWAY 52 W'],
    ['3443 AR 135 Highway', '3443 AR HIGHWAY 135'],
    ['12 County Road AA', '12 COUNTY ROAD AA'],
    ['12 HWY # 64', '12 HIGHWAY 64'],
    ['12 Forest Road 23', '12 FOREST ROAD 23'],
    ['12 U.S. Route 5 Unit 3', '12 US HIGHWAY 5 UNIT 3'],
  ])('a numbered road is spelled out: %s', (given, standard) => expect(lineOf(given)).toBe(standard));
});

describe('units', () => {
  test.each([
    ['10 Main St Apartment 4', '10 MAIN ST APT 4'],
    ['10 Main St #4', '10 MAIN ST # 4'],
    ['10 Main St Apt #4', '10 MAIN ST APT 4'],
    ['10 Main St # Apt 4', '10 MAIN ST APT 4'],
    ['10 Main St Apt4', '10 MAIN ST APT 4'],
    ['10 Main St, 4', '10 MAIN ST # 4'],
    ['10 Main St 4', '10 MAIN ST # 4'],
    ['10 Main St D', '10 MAIN ST # D'],
    ['10 Main St # R 16', '10 MAIN ST # R16'],
    ['10 Main St Apt 0004', '10 MAIN ST APT 4'],
    ['10 Main St Apt 3 Bldg 4', '10 MAIN ST BLDG 4 APT 3'],
    ['10 Main St 2nd Floor', '10 MAIN ST FL 2'],
    ['10 Main St Rear', '10 MAIN ST REAR'],
    ['Apt 5 10 Main St', '10 MAIN ST APT 5'],
    ['10 Main St Ste 11 PMB 234', '10 MAIN ST STE 11 PMB 234'],
  ])('%s becomes %s', (given, standard) => expect(lineOf(given)).toBe(standard));

  test.each([
    ['4524 Apt Waterloo Drive', '4524 APT WATERLOO DR'],
    ['100 Lake Side', '100 LAKE SIDE'],
    ['100 Upper Mountain Road', '100 UPPER MOUNTAIN RD'],
    ['12 N Front St', '12 N FRONT ST'],
    ['5 Pelican Key', '5 PELICAN KY'],
  ])('a word of the street name is no unit: %s', (given, standard) => expect(lineOf(given)).toBe(standard));

  test.each([
    ['Apt Apt 239', '10 MAIN ST APT 239'],
    ['UNIT APT 239', '10 MAIN ST APT 239'],
    ['#239', '10 MAIN ST # 239'],
    ['PMB 7', '10 MAIN ST PMB 7'],
  ])('the unit box %s is read as %s', (line2, standard) =>
    expect(lineOf('10 Main St', { line2 })).toBe(standard),
  );

  test.each(['HOUSE', '10', 'behind the barn', 'n/a'])(
    'the unit box %s is asked about and left out',
    (line2) => {
      const address = read('10 Main St', { line2, zip: '20007' });
      expect(address.deliveryLine).toBe('10 MAIN ST');
      expect(address.unitDoubt).toBeDefined();
    },
  );

  test.each(['20007', '20007-1234', 'Washington DC 20007'])(
    'the unit box %s only repeats the last line',
    (line2) => {
      expect(lineOf('10 Main St', { line2, city: 'Washington', state: 'DC', zip: '20007' })).toBe(
        '10 MAIN ST',
      );
    },
  );

  test('a unit given twice counts once', () => {
    expect(lineOf('10 Main St Apt 4', { line2: '#4' })).toBe('10 MAIN ST APT 4');
    expect(lineOf('Apt 4', { line2: '10 Main St' })).toBe('10 MAIN ST APT 4');
  });
});

describe('boxes, routes and posts', () => {
  test.each([
    ['PO Box 11890', 'PO BOX 11890', 'PO_BOX'],
    ['P.O. Box 00145', 'PO BOX 00145', 'PO_BOX'],
    ['Drawer L', 'PO BOX L', 'PO_BOX'],
    ['Firm Caller 1234', 'PO BOX 1234', 'PO_BOX'],
    ['RFD Route 4 #87A', 'RR 4 BOX 87A', 'RURAL_ROUTE'],
    ['Rural Route 03 Box 98D', 'RR 3 BOX 98D', 'RURAL_ROUTE'],
    ['RR 2 Box 152 Bryan Dairy Rd', 'RR 2 BOX 152', 'RURAL_ROUTE'],
    ['Star Route 68 Box # 45', 'HC 68 BOX 45', 'HIGHWAY_CONTRACT'],
    ['Highway Contract Route 68 Box 23A', 'HC 68 BOX 23A', 'HIGHWAY_CONTRACT'],
    ['Gen. Delivery', 'GENERAL DELIVERY', 'GENERAL_DELIVERY'],
    ['PSC 3022 Box 684', 'PSC 3022 BOX 684', 'MILITARY'],
    ['Unit 9900 Box 0500', 'UNIT 9900 BOX 0500', 'MILITARY'],
  ])('%s becomes %s', (given, standard, kind) => {
    expect(read(given)).toMatchObject({ deliveryLine: standard, kind });
  });

  test('of two delivery lines the one nearer the city counts', () => {
    expect(lineOf('100 Main St', { line2: 'PO Box 5' })).toBe('PO BOX 5');
    expect(lineOf('PO Box 5', { line2: '100 Main St' })).toBe('100 MAIN ST');
    expect(lineOf('100 Main St PO Box 5')).toBe('PO BOX 5');
  });

  test('general delivery takes the add-on 9999', () => {
    expect(read('General Delivery', { city: 'Tampa', state: 'FL', zip: '33602' }).lastLine).toBe(
      'TAMPA FL 33602-9999',
    );
  });
});

describe('places', () => {
  test('Puerto Rico keeps its urbanization and its CALLE', () => {
    const address = read('Urb Highland Gardens, 125 Calle Main Apt 103', {
      city: 'San Juan',
      state: 'PR',
      zip: '00926',
    });
    expect(address.deliveryLine).toBe('125 CALLE MAIN APT 103');
    expect(address.components.urbanization).toBe('HIGHLAND GARDENS');
    expect(lineOf('A17 Calle 1', { state: 'PR', urbanization: 'URB LAS GLADIOLAS' })).toBe('A17 CALLE 1');
    expect(lineOf('150 Calle 3 NO', { state: 'PR' })).toBe('150 CALLE 3 NO');
  });

  test('a whole address on one line gives up its city, state and ZIP', () => {
    expect(read('12935 VON SCHEBEN Drive, Anchorage, AK 99516').lastLine).toBe('ANCHORAGE AK 99516');
    expect(read('PSC 3022 BOX 684 FPO AE 09397-0007').lastLine).toBe('FPO AE 09397-0007');
    expect(read('10 Main St, Charleston, West Virginia, 25301').lastLine).toBe('CHARLESTON WV 25301');
  });

  test('city, state and ZIP are spelled the postal way', () => {
    expect(read('10 Main St', { city: 'St. Paul', state: 'Minnesota', zip: '551161234' }).lastLine).toBe(
      'SAINT PAUL MN 55116-1234',
    );
  });

  test('a firm above the street is no part of it', () => {
    expect(read('Acme, Inc.', { line2: '10 Main St' })).toMatchObject({
      deliveryLine: '10 MAIN ST',
      firm: 'ACME INC',
    });
  });
});

test('what was changed is told with its rule', () => {
  expect(read('10 West Main Street').changes).toEqual([
    { field: 'suffix', before: 'STREET', after: 'ST', rule: 'PUB28_C1' },
    { field: 'preDirectional', before: 'WEST', after: 'W', rule: 'PUB28_233' },
  ]);
});

test.each([
  ['', 'EMPTY'],
  [' ,;#. ', 'EMPTY'],
  ['12345', 'NO_DELIVERY_LINE'],
  ['A'.repeat(161), 'TOO_LONG'],
])('%j is no address', (line1, reason) => {
  expect(standardise({ line1 })).toEqual({ kind: 'UNPARSEABLE', reason });
});

test('a numbered street with a unit is its own standard form, whatever words its name is made of', () => {
  const word = fc.constantFrom(
    ...'OAKBOURNE SAINT MARTIN LOCK FIRM CALLER DRAWER STAR RURAL PRIVATE OLD FARM HIGHWAY LOOP REAR KEY TEXAS NORTH PARK WALK'.split(
      ' ',
    ),
  );
  const written = fc.record({
    number: fc.integer({ min: 1, max: 99_999 }),
    name: fc.array(word, { minLength: 1, maxLength: 3 }),
    suffix: fc.constantFrom('Street', 'Av', 'Road', 'Trailer', 'Loop', 'Court', 'Ferry', 'Key'),
    direction: fc.constantFrom('', 'NE', 'west'),
    designator: fc.constantFrom('Apt', 'Unit', 'Suite', '#', 'Apartment'),
    unit: fc.integer({ min: 0, max: 99_999 }),
  });
  fc.assert(
    fc.property(written, ({ number, name, suffix, direction, designator, unit }) => {
      const line1 = `${number} ${name.join(' ')} ${suffix} ${direction} ${designator} ${unit}`;
      const first = standardise({ line1, city: 'Denver', state: 'CO', zip: '80202' });
      if (first.kind === 'UNPARSEABLE') return;
      expect(standardise(inputOf(first))).toMatchObject({
        deliveryLine: first.deliveryLine,
        components: first.components,
      });
    }),
    { numRuns: 3_000 },
  );
});
