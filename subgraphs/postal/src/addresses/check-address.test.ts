import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestRegister, createTestRegister } from './create-test-register.ts';
import type { AddressInput } from './standardise/standard-address.ts';

let register: TestRegister;

beforeAll(async () => {
  register = await createTestRegister();
});

afterAll(() => register.close());

const saintPaul = { city: 'Saint Paul', state: 'MN' };
const alexandria = { city: 'Alexandria', state: 'VA', zip: '22301' };
const check = (line1: string, rest: Omit<AddressInput, 'line1'>) =>
  register.checker.check({ line1, ...rest });

describe('neighbours', () => {
  test('of one building are two households, each in any spelling', async () => {
    const zip = { ...saintPaul, zip: '55116' };
    const [one, other, ...spellings] = await Promise.all([
      check('1379 Maynard Dr W Apt 176', zip),
      check('1379 Maynard Dr W Apt 177', zip),
      check('1379 MAYNARD DRIVE WEST #176', zip),
      check('1379 Maynard Dr W Unit 0176', zip),
      check('1379 Maynard Dr W APT176', zip),
    ]);
    expect(one).toMatchObject({
      verdict: 'DELIVERABLE',
      dpv: 'Y',
      footnotes: ['AA', 'BB'],
      countyFips: '27123',
    });
    expect(other?.householdKey).not.toBe(one?.householdKey);
    expect(spellings.map(({ householdKey, dpv }) => [householdKey, dpv])).toEqual(
      Array(3).fill([one?.householdKey, 'Y']),
    );
    expect(one?.deliveryPoint?.address.deliveryLine).toBe('1379 MAYNARD DR W APT 176');
  });
});

describe('units', () => {
  test('a missing unit is D, with the known units to choose from', async () => {
    const checked = await check('1776 St Clair Ave', { ...saintPaul, zip: '55105' });
    expect(checked).toMatchObject({ verdict: 'MISSING_SECONDARY', dpv: 'D', footnotes: ['AA', 'N1'] });
    expect(checked.standardized?.deliveryLine).toBe('1776 SAINT CLAIR AVE');
    expect(checked.unitPrompt).toEqual({
      knownUnits: ['107', '205'],
      maySaySingleFamily: true,
      mayClaimUnit: true,
    });
    expect(checked.deliveryPoint).toBeUndefined();
  });

  test('an unknown unit is S, is no other household, and the units like it are suggested', async () => {
    const zip = { ...saintPaul, zip: '55105' };
    const [checked, other] = await Promise.all([
      check('1776 St Clair Ave Apt 206', zip),
      check('1776 St Clair Ave Apt 301', zip),
    ]);
    expect(checked).toMatchObject({ verdict: 'INVALID_SECONDARY', dpv: 'S', footnotes: ['AA', 'C1'] });
    expect(
      checked.suggestions.map(({ address, reason }) => [address.components.secondaryNumber, reason]),
    ).toEqual([['205', 'UNIT']]);
    expect(other.householdKey).not.toBe(checked.householdKey);
    expect(other.buildingKey).toBe(checked.buildingKey);
  });

  test('a unit at a single house is S and not required: CC', async () => {
    const checked = await check('204 Adams Ave Apt 2', alexandria);
    expect(checked).toMatchObject({ verdict: 'INVALID_SECONDARY', dpv: 'S', footnotes: ['AA', 'CC'] });
    expect(checked.unitPrompt).toEqual({ knownUnits: [], maySaySingleFamily: true, mayClaimUnit: true });
  });

  test.each(['HOUSE', '22301', '204'])('%s in the unit box of a single house is left out', async (line2) => {
    const checked = await check('204 Adams Ave', { ...alexandria, line2 });
    expect(checked).toMatchObject({ dpv: 'Y', standardized: { deliveryLine: '204 ADAMS AVE' } });
  });

  test('a shared building without its unit is D whatever its ZIP+4 says', async () => {
    const checked = await check('310 Flanders Rd', { city: 'East Lyme', state: 'CT', zip: '06333-1758' });
    expect(checked).toMatchObject({ dpv: 'D', footnotes: ['AA', 'N1'] });
  });
});

describe('numbers', () => {
  test('a half number is a household of its own', async () => {
    const [whole, half] = await Promise.all([
      check('202 Adams Av', alexandria),
      check('202 1/2 Adams Ave', alexandria),
    ]);
    expect([whole.dpv, half.dpv]).toEqual(['Y', 'Y']);
    expect(half.standardized?.deliveryLine).toBe('202 1/2 ADAMS AVE');
    expect(half.householdKey).not.toBe(whole.householdKey);
  });

  test('a number that is not known is N, never valid, and the nearest are suggested', async () => {
    const checked = await check('201 1/2 Adams Ave', alexandria);
    expect(checked).toMatchObject({ verdict: 'NOT_FOUND', dpv: 'N', footnotes: ['AA', 'M3'] });
    expect(checked.suggestions[0]).toMatchObject({
      reason: 'NEAREST_NUMBER',
      address: { deliveryLine: '201 ADAMS AVE' },
    });
  });

  test('a letter behind the number is read both ways', async () => {
    const checked = await check('2406 A Burke Ave', alexandria);
    expect(checked).toMatchObject({
      verdict: 'DELIVERABLE_CORRECTED',
      dpv: 'Y',
      standardized: { deliveryLine: '2406A BURKE AVE' },
    });
  });

  test('a missing number is told apart from an unknown one', async () => {
    expect((await check('Adams Ave', alexandria)).footnotes).toEqual(['AA', 'M1']);
  });
});

describe('corrections', () => {
  test('what was left out is added where only one street fits', async () => {
    const checked = await check('1745 T St', { city: 'Washington', state: 'DC', zip: '20020' });
    expect(checked).toMatchObject({
      verdict: 'DELIVERABLE_CORRECTED',
      standardized: { deliveryLine: '1745 T ST SE' },
    });
    expect(checked.changes).toContainEqual({
      field: 'deliveryLine',
      before: '1745 T ST',
      after: '1745 T ST SE',
      rule: 'DIRECTIONAL',
    });
  });

  test('an urbanization does not hide a door that the register has without one, and stays on the label', async () => {
    const place = { city: 'San Juan', state: 'PR', zip: '00926' };
    const given = await check('Urb Villa Luz, 125 Calle Main Apt 103', place);
    const bare = await check('125 Calle Main Apt 103', place);
    expect(given).toMatchObject({
      dpv: 'Y',
      householdKey: bare.householdKey,
      standardized: { components: { urbanization: 'VILLA LUZ' } },
    });
  });

  test('what contradicts is only suggested', async () => {
    const misspelled = await check('204 Adems Ave', alexandria);
    expect(misspelled).toMatchObject({ verdict: 'NOT_FOUND', footnotes: ['A1'] });
    expect(misspelled.suggestions[0]).toMatchObject({
      reason: 'SPELLING',
      address: { deliveryLine: '204 ADAMS AVE' },
    });
    const wrongSuffix = await check('204 Adams St', alexandria);
    expect(wrongSuffix.suggestions[0]).toMatchObject({
      reason: 'SUFFIX',
      address: { deliveryLine: '204 ADAMS AVE' },
    });
  });

  test('a wrong ZIP is suggested right, and a missing one found', async () => {
    const wrong = await check('1745 T St NW', { city: 'Washington', state: 'DC', zip: '20020' });
    expect(wrong.verdict).toBe('NOT_FOUND');
    expect(wrong.suggestions.map(({ reason, address }) => [reason, address.components.zip])).toContainEqual([
      'ZIP_CORRECTED',
      '20009',
    ]);
    const missing = await check('1745 T St NW', { city: 'Washington', state: 'DC' });
    expect(missing).toMatchObject({ verdict: 'DELIVERABLE_CORRECTED', zip: '20009' });
  });

  test('an address that nobody registered does not become valid', async () => {
    const checked = await check('504 SW 136th St', { city: 'Burien', state: 'WA', zip: '98166' });
    expect(checked).toMatchObject({ verdict: 'NOT_FOUND', dpv: 'N', residential: 'UNKNOWN' });
  });
});

describe('boxes, posts and territories', () => {
  test.each([
    ['PO Box 123', { city: 'Pine Ridge', state: 'SD', zip: '57770' }, 'DELIVERABLE', ['AA']],
    ['General Delivery', { city: 'Pine Ridge', state: 'SD', zip: '57770' }, 'DELIVERABLE', ['AA', 'G1']],
    ['RR 4', { city: 'Pine Ridge', state: 'SD', zip: '57770' }, 'NOT_FOUND', ['AA', 'P1']],
    ['PO Box 123', { city: 'Nowhere', state: 'SD', zip: '00000' }, 'NOT_FOUND', ['A1']],
    ['PSC 3022 BOX 684', { city: 'FPO', state: 'AE', zip: '09397-0007' }, 'DELIVERABLE', ['AA', 'F1']],
    ['Unit 9900 Box 0500', { city: 'DPO', state: 'AE', zip: '09701' }, 'DELIVERABLE', ['AA', 'F1']],
    [
      'Unit 9900 Box 0500',
      { city: 'London', state: 'AE', zip: '09701' },
      'DELIVERABLE_CORRECTED',
      ['AA', 'F1'],
    ],
    ['12 Baker St', { city: 'London', state: 'AE', zip: '09701' }, 'NOT_DELIVERABLE_HERE', ['A1']],
    ['PSC 3022 BOX 684', { city: 'Saint Paul', state: 'MN', zip: '55105' }, 'NOT_DELIVERABLE_HERE', ['A1']],
  ])('%s in %j is %s', async (line1, place, verdict, footnotes) => {
    expect(await check(line1, place)).toMatchObject({ verdict, footnotes });
  });

  test('a box has a number that is not nothing', async () => {
    const place = { city: 'Pine Ridge', state: 'SD', zip: '57770' };
    expect(await check('PO Box 0', place)).toMatchObject({ dpv: 'N', footnotes: ['AA', 'P3'] });
    expect(await check('PO Box 0012', place)).toMatchObject({ dpv: 'Y' });
    const embassy = { city: 'DPO', state: 'AE', zip: '09701' };
    expect(await check('Unit 9900 Box 0000', embassy)).toMatchObject({ dpv: 'Y' });
  });

  test('two boxes of one post are two households', async () => {
    const place = { city: 'FPO', state: 'AE', zip: '09397' };
    const [one, other] = await Promise.all([
      check('PSC 3022 BOX 684', place),
      check('PSC 3022 BOX 685', place),
    ]);
    expect(one?.householdKey).not.toBe(other?.householdKey);
  });

  test('an address that nobody registered lies in the county of its ZIP, and military mail in none', async () => {
    expect(
      (await check('1273 Pale San Vitores Rd', { city: 'Tamuning', state: 'GU', zip: '96913' })).countyFips,
    ).toBe('66010');
    expect(
      (await check('PSC 3022 BOX 684', { city: 'FPO', state: 'AE', zip: '09397' })).countyFips,
    ).toBeUndefined();
  });
});

test('what a person types is completed from the register', async () => {
  const suggested = await register.checker.suggest('202 ada', '22301', 3);
  expect(suggested.map(({ address }) => address.deliveryLine)).toEqual([
    '202 ADAMS AVE',
    '202 1/2 ADAMS AVE',
    '201 ADAMS AVE',
  ]);
  expect(await register.checker.suggest('ada', '22301', 3)).toEqual([]);
});
