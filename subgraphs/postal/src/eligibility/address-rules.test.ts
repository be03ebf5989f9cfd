import { describe, expect, test } from '@jest/globals';
import type { AddressVerdict } from '../addresses/address-check.ts';
import type { AddressComponents, AddressKind } from '../addresses/standardise/standard-address.ts';
import type { EligibilityPolicy } from '../campaigns/campaign.ts';
import { type AddressFacts, ruleOnAddress } from './address-rules.ts';

const policy: EligibilityPolicy = {
  residentialOnly: true,
  poBoxes: 'RESIDENTIAL_ONLY',
  militaryAllowed: true,
  territoriesAllowed: true,
  serviceArea: [],
  unknownUnit: 'ACCEPT_AS_CLAIM',
};

function anAddress(
  wanted: Partial<AddressFacts> & {
    readonly kind?: AddressKind;
    readonly components?: AddressComponents;
  } = {},
): AddressFacts {
  const { kind = 'STREET', components = { state: 'DC', zip: '20001' }, ...facts } = wanted;
  return {
    verdict: 'DELIVERABLE',
    residential: 'UNKNOWN',
    standardized: { kind, components },
    unitPrompt: { maySaySingleFamily: true, mayClaimUnit: true },
    ...facts,
  };
}

const codesOf = (ruling: ReturnType<typeof ruleOnAddress>) =>
  'reasons' in ruling ? ruling.reasons.map(({ code, remedy }) => `${code} ${remedy}`) : [];

test.each(['DELIVERABLE', 'DELIVERABLE_CORRECTED'] as const)('a %s home may order as itself', (verdict) => {
  expect(ruleOnAddress(anAddress({ verdict }), policy, undefined)).toEqual({
    kind: 'FITS',
    claim: 'UNIT',
    review: false,
  });
});

test.each<[AddressVerdict, string[]]>([
  ['MISSING_SECONDARY', ['MISSING_UNIT ADD_UNIT', 'MISSING_UNIT CONFIRM_SINGLE_FAMILY']],
  ['INVALID_SECONDARY', ['UNKNOWN_UNIT CLAIM_UNIT', 'UNKNOWN_UNIT CONFIRM_SINGLE_FAMILY']],
  ['AMBIGUOUS', ['ADDRESS_NOT_FOUND CALL_SUPPORT']],
  ['NOT_FOUND', ['ADDRESS_NOT_FOUND CALL_SUPPORT']],
  ['UNPARSEABLE', ['ADDRESS_NOT_FOUND CALL_SUPPORT']],
  ['NOT_DELIVERABLE_HERE', ['ADDRESS_NOT_FOUND USE_PO_BOX']],
])('an address that is %s must be written otherwise, and the person hears how', (verdict, reasons) => {
  const ruling = ruleOnAddress(anAddress({ verdict }), policy, undefined);

  expect(ruling.kind).toBe('NEEDS_FIX');
  expect(codesOf(ruling)).toEqual(reasons);
});

describe('a unit that the registry cannot confirm', () => {
  test.each(['MISSING_SECONDARY', 'INVALID_SECONDARY'] as const)(
    'being %s, does not count where the person says that one family lives there',
    (verdict) => {
      expect(ruleOnAddress(anAddress({ verdict }), policy, 'SINGLE_FAMILY')).toEqual({
        kind: 'FITS',
        claim: 'BUILDING',
        review: false,
      });
    },
  );

  test('is asked for in a building that is known to have many homes, whatever the person says', () => {
    const address = anAddress({
      verdict: 'MISSING_SECONDARY',
      unitPrompt: { maySaySingleFamily: false, mayClaimUnit: true },
    });

    expect(codesOf(ruleOnAddress(address, policy, 'SINGLE_FAMILY'))).toEqual(['MISSING_UNIT ADD_UNIT']);
  });

  test('is reviewed where the person claims it', () => {
    expect(ruleOnAddress(anAddress({ verdict: 'INVALID_SECONDARY' }), policy, 'UNIT_NOT_LISTED')).toEqual({
      kind: 'FITS',
      claim: 'UNIT',
      review: true,
    });
  });

  test('counts as its building, or not at all, where the campaign says so', () => {
    const address = anAddress({
      verdict: 'INVALID_SECONDARY',
      unitPrompt: { maySaySingleFamily: false, mayClaimUnit: true },
    });

    const asBuilding = ruleOnAddress(address, { ...policy, unknownUnit: 'TREAT_AS_BUILDING' }, undefined);
    const refused = ruleOnAddress(address, { ...policy, unknownUnit: 'REFUSE' }, 'UNIT_NOT_LISTED');

    expect(asBuilding).toMatchObject({ kind: 'FITS', claim: 'BUILDING' });
    expect(codesOf(refused)).toEqual(['UNKNOWN_UNIT ADD_UNIT']);
  });
});

test('a business is refused with an appeal, an unknown use is not', () => {
  expect(codesOf(ruleOnAddress(anAddress({ residential: 'NO' }), policy, undefined))).toEqual([
    'BUSINESS_ADDRESS APPEAL_RESIDENTIAL',
  ]);
  expect(
    ruleOnAddress(anAddress({ residential: 'NO' }), { ...policy, residentialOnly: false }, undefined).kind,
  ).toBe('FITS');
});

test('an appeal that people live at a business is looked at by a person, and lifts no other reason', () => {
  const business = anAddress({ residential: 'NO' });
  const elsewhere = { ...policy, serviceArea: ['US-VA'] };

  expect(ruleOnAddress(business, policy, 'PEOPLE_LIVE_HERE')).toMatchObject({ kind: 'FITS', review: true });
  expect(codesOf(ruleOnAddress(business, elsewhere, 'PEOPLE_LIVE_HERE'))).toEqual([
    'BUSINESS_ADDRESS APPEAL_RESIDENTIAL',
    'OUTSIDE_SERVICE_AREA CALL_SUPPORT',
  ]);
});

test.each([
  ['NEVER', 'YES', false],
  ['RESIDENTIAL_ONLY', 'UNKNOWN', true],
  ['RESIDENTIAL_ONLY', 'NO', false],
  ['ALWAYS', 'NO', true],
] as const)('with boxes %s, a box of residential use %s may order: %s', (poBoxes, residential, fits) => {
  const ruling = ruleOnAddress(anAddress({ kind: 'PO_BOX', residential }), { ...policy, poBoxes }, undefined);

  expect(ruling.kind === 'FITS').toBe(fits);
});

test.each([
  ['AE', { militaryAllowed: false }, false],
  ['AE', { territoriesAllowed: false }, true],
  ['PR', { territoriesAllowed: false }, false],
  ['DC', { serviceArea: ['US-VA', 'US-MD'] }, false],
  ['VA', { serviceArea: ['US-VA', 'US-MD'] }, true],
  ['AP', { serviceArea: ['AP'] }, true],
])('%s under %j is served: %s', (state, terms, fits) => {
  const ruling = ruleOnAddress(anAddress({ components: { state } }), { ...policy, ...terms }, undefined);

  expect(ruling.kind === 'FITS').toBe(fits);
});

test('all reasons come at once', () => {
  const address = anAddress({ residential: 'NO', components: { state: 'PR', pmb: '12' } });

  expect(codesOf(ruleOnAddress(address, { ...policy, territoriesAllowed: false }, undefined))).toEqual([
    'BUSINESS_ADDRESS APPEAL_RESIDENTIAL',
    'CMRA CALL_SUPPORT',
    'OUTSIDE_SERVICE_AREA CALL_SUPPORT',
  ]);
});
