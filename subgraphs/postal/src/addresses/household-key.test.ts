import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { householdKey, householdKeys } from './household-key.ts';
import { inputOf } from './standardise/format-address.ts';
import type { AddressInput, StandardAddress } from './standardise/standard-address.ts';
import { standardise } from './standardise/standardise.ts';

const saintPaul = { city: 'Saint Paul', state: 'MN', zip: '55116' };

function read(input: AddressInput): StandardAddress {
  const address = standardise(input);
  if (address.kind === 'UNPARSEABLE') throw new Error(address.reason);
  return address;
}

const keyOf = (line1: string, rest: Omit<AddressInput, 'line1'> = saintPaul) =>
  householdKey(read({ line1, ...rest }));

const unitNumber = fc.stringMatching(/^(?:[1-9]\d{0,3}[A-Z]?|[A-D]\d{1,3}|[1-9]\d-[1-9]\d)$/);
const spelling = fc.constantFrom(
  'Apt',
  'APARTMENT',
  'unit',
  '#',
  'Ste',
  'Suite',
  'rm',
  'Lot',
  'Spc',
  'Trlr',
  '# Apt',
  'apt #',
);

describe('the household key', () => {
  test('is the same however the unit is designated', () => {
    fc.assert(
      fc.property(unitNumber, spelling, spelling, (unit, one, other) => {
        expect(keyOf(`1379 Maynard Dr W ${one} ${unit}`)).toBe(
          keyOf(`1379 MAYNARD DRIVE WEST ${other} ${unit}`),
        );
        expect(keyOf('1379 Maynard Dr W', { ...saintPaul, line2: `${one} ${unit}` })).toBe(
          keyOf(`1379 Maynard Dr W ${other} ${unit}`),
        );
      }),
    );
  });

  test('differs for different units, numbers and ZIPs', () => {
    fc.assert(
      fc.property(unitNumber, unitNumber, spelling, (one, other, designator) => {
        fc.pre(one !== other);
        expect(keyOf(`1379 Maynard Dr W ${designator} ${one}`)).not.toBe(
          keyOf(`1379 Maynard Dr W ${designator} ${other}`),
        );
      }),
    );
    expect(keyOf('1379 Maynard Dr W')).not.toBe(keyOf('1377 Maynard Dr W'));
    expect(keyOf('1379 Maynard Dr W')).not.toBe(keyOf('1379 Maynard Dr W', { ...saintPaul, zip: '55117' }));
    expect(keyOf('202 Adams Ave')).not.toBe(keyOf('202 1/2 Adams Ave'));
  });

  test.each([
    ['1379 Maynard Dr W Apt 176', '1379 MAYNARD DRIVE WEST #176'],
    ['1379 Maynard Dr W Apt 176', '1379 Maynard Dr W Unit 0176'],
    ['1379 Maynard Dr W Apt 176', '1379 Maynard Dr W APT176'],
    ['1379 Maynard Dr W Apt 4-D', '1379 Maynard Dr W # 4D'],
    ['1776 St Clair Ave', '1776 Saint Clair Avenue'],
    ['12 First St', '12 1st Street'],
    ['12 Mt Vernon Ave', '12 Mount Vernon Ave'],
    ['12 State Route 39', '12 SR 39'],
    ['RFD Route 4 #87A', 'RR 04 Box 87-A'],
    ['Star Route 68 Box 45', 'HC 68 Box 45'],
    ['Drawer L', 'PO Box L'],
    ['10 Main St Apt Rear', '10 Main St Rear'],
    ['10 Main St Apt PH2', '10 Main St Penthouse 2'],
  ])('is the same for %s and %s', (one, other) => expect(keyOf(one)).toBe(keyOf(other)));

  test.each([
    ['10 Main St Bldg 4 Apt 3', '10 Main St Apt 3'],
    ['10 Main St Bldg 4 Apt 3', '10 Main St Bldg 5 Apt 3'],
    ['10 Main St Fl 2', '10 Main St Apt 2'],
    ['10 Main St Upper', '10 Main St Lower'],
    ['10 Main St Apt 1-12', '10 Main St Apt 112'],
    ['PO Box 00145', 'PO Box 145'],
    ['PSC 3022 Box 684', 'PSC 3022 Box 685'],
    ['10 N Main St', '10 S Main St'],
    ['10 Main St', '10 Main Ave'],
  ])('differs for %s and %s', (one, other) => expect(keyOf(one)).not.toBe(keyOf(other)));

  test('of a unit shares the key of the building with its neighbours', () => {
    const [one, other] = ['176', '177'].map((unit) =>
      read({ line1: `1379 Maynard Dr W Apt ${unit}`, ...saintPaul }),
    );
    expect(one && householdKeys(one)?.buildingKey).toBe(other && householdKeys(other)?.buildingKey);
    expect(keyOf('1379 Maynard Dr W')).toBe(one && householdKeys(one)?.buildingKey);
  });

  test('is 32 hexadecimal digits, and nothing without a ZIP', () => {
    expect(keyOf('10 Main St')).toMatch(/^[0-9a-f]{32}$/);
    expect(keyOf('10 Main St', { city: 'Saint Paul', state: 'MN' })).toBeUndefined();
  });
});

const word = fc.constantFrom(
  ...'MAIN ST AVE N SOUTH NE APT # 5 12B 1ST 1/2 BLDG FL REAR PH HWY US 41 COUNTY RD E PARK SAINT BOX PO RR HC 3 UNIT PSC CALLE URB KEY PMB A-1 AVENUE LOOP KY STATE SR 10 LOT'.split(
    ' ',
  ),
);
const line = fc.oneof(
  fc.array(word, { minLength: 1, maxLength: 9 }).map((words) => words.join(' ')),
  fc.string({ maxLength: 60 }),
);
const state = fc.constantFrom('MN', 'PR', 'AE', 'KY', undefined);

describe('the standard form', () => {
  test('of a standard form is itself, and names the same household', () => {
    fc.assert(
      fc.property(line, fc.option(line, { nil: undefined }), state, (line1, line2, stateGiven) => {
        const first = standardise({ line1, line2, city: 'Anytown', state: stateGiven, zip: '40001' });
        if (first.kind === 'UNPARSEABLE') return;
        const second = read(inputOf(first));
        expect(second.deliveryLine).toBe(first.deliveryLine);
        expect(second.lastLine).toBe(first.lastLine);
        expect(householdKey(second)).toBe(householdKey(first));
      }),
      { numRuns: 3000 },
    );
  });
});
