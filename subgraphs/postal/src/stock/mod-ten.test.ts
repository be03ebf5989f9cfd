import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hasModTenCheckDigit, modTenCheckDigit } from './mod-ten.ts';

test.each([
  '09521101530018',
  '4006381333931',
  '00012345600012',
  '106141411234567897',
  '9400111202555842332669',
])('%s ends in its check digit', (digits) => {
  expect(hasModTenCheckDigit(digits)).toBe(true);
});

test('one wrong digit is always noticed', () => {
  const digits = fc.stringMatching(/^\d{17}$/);

  fc.assert(
    fc.property(digits, fc.nat(17), fc.integer({ min: 1, max: 9 }), (payload, place, off) => {
      const right = payload + modTenCheckDigit(payload);
      const wrong = (Number(right[place]) + off) % 10;

      expect(hasModTenCheckDigit(right)).toBe(true);
      expect(hasModTenCheckDigit(right.slice(0, place) + wrong + right.slice(place + 1))).toBe(false);
    }),
  );
});

test.each(['', '1', '12a', '１２'])('%j is no number with a check digit', (text) => {
  expect(hasModTenCheckDigit(text)).toBe(false);
});
