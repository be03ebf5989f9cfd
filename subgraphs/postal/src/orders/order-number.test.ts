import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deriveOrderNumber, formatOrderNumber, parseOrderNumber } from './order-number.ts';

const orderNumbers = fc.integer({ min: 0, max: 2 ** 40 - 1 });
const symbols = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];

test('a number reads as two groups of four and a check symbol, without letters that people confuse', () => {
  fc.assert(
    fc.property(orderNumbers, (number) => {
      expect(formatOrderNumber(number)).toMatch(
        /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]$/,
      );
    }),
  );
});

test('every number comes back from its writing, also in lower case, with blanks and with O for zero', () => {
  fc.assert(
    fc.property(orderNumbers, (number) => {
      const written = formatOrderNumber(number);

      expect(parseOrderNumber(written)).toBe(number);
      expect(parseOrderNumber(` ${written.toLowerCase().replaceAll('-', ' ')} `)).toBe(number);
      expect(parseOrderNumber(written.replaceAll('0', 'o').replaceAll('1', 'L'))).toBe(number);
    }),
  );
});

test('one wrong symbol is always noticed', () => {
  fc.assert(
    fc.property(orderNumbers, fc.nat(8), fc.constantFrom(...symbols), (number, place, symbol) => {
      const written = formatOrderNumber(number).replaceAll('-', '');
      fc.pre(written[place] !== symbol);

      expect(parseOrderNumber(written.slice(0, place) + symbol + written.slice(place + 1))).toBeUndefined();
    }),
  );
});

test('two swapped symbols are always noticed', () => {
  fc.assert(
    fc.property(orderNumbers, fc.nat(8), fc.nat(8), (number, one, other) => {
      const written = [...formatOrderNumber(number).replaceAll('-', '')];
      const [first, second] = [written[one] ?? '', written[other] ?? ''];
      fc.pre(first !== second);
      written[one] = second;
      written[other] = first;

      expect(parseOrderNumber(written.join(''))).toBeUndefined();
    }),
  );
});

test.each(['', 'R7K4', 'R7K4-2M9P-33', 'U000-0000-0', '<script>', '0'.repeat(10_000)])(
  '%j is no order number',
  (text) => {
    expect(parseOrderNumber(text.slice(0, 10_000))).toBeUndefined();
  },
);

test('a key has one number under one secret, another under another secret, and another for each attempt', () => {
  const [secret, otherSecret] = [randomBytes(32), randomBytes(32)];
  const key = 'b9a1f0f4-6c0e-4c53-9f5e-0d7a9a3f2f11';

  expect(deriveOrderNumber(secret, key, 0)).toBe(deriveOrderNumber(secret, key, 0));
  expect(deriveOrderNumber(secret, key, 0)).not.toBe(deriveOrderNumber(otherSecret, key, 0));
  expect(deriveOrderNumber(secret, key, 0)).not.toBe(deriveOrderNumber(secret, key, 1));
});
