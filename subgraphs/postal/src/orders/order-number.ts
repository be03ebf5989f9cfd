import { createHmac } from 'node:crypto';

/** Crockford's base 32: no I, L, O, U, which people misread or mishear. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const misread: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };
const symbolCount = 8;

/**
 * The order number of an idempotency key as an integer under 2^40: repeatable with the campaign's secret, not guessable without.
 * Two keys may meet in one number; each further attempt gives the key another.
 */
export function deriveOrderNumber(numberKey: Uint8Array, idempotencyKey: string, attempt: number): number {
  return createHmac('sha256', numberKey).update(`${attempt}:${idempotencyKey}`).digest().readUIntBE(0, 5);
}

/** The number as people read it, e.g. `R7K4-2M9P-3`: eight symbols and a check symbol. Refuses what 40 bits do not hold. */
export function formatOrderNumber(number: number): string {
  if (!Number.isInteger(number) || number < 0 || number >= 2 ** 40) {
    throw new RangeError(`No order number: ${number} is not an integer of 40 bits.`);
  }
  const values = Array.from({ length: symbolCount }, (_, index) => {
    return Math.floor(number / 32 ** (symbolCount - 1 - index)) % 32;
  });
  const symbols = [...values, checkValueOf(values)].map((value) => alphabet.charAt(value)).join('');
  return `${symbols.slice(0, 4)}-${symbols.slice(4, 8)}-${symbols.slice(8)}`;
}

/** The integer behind a number as people write it: any case, hyphens and blanks, O for 0, I or L for 1; undefined where the check symbol disagrees. */
export function parseOrderNumber(text: string): number | undefined {
  if (text.length > 24) return undefined;
  const symbols = [...text.toUpperCase().replace(/[\s-]/g, '')].map((symbol) => misread[symbol] ?? symbol);
  const values = symbols.map((symbol) => alphabet.indexOf(symbol));
  if (values.length !== symbolCount + 1 || values.includes(-1)) return undefined;
  const payload = values.slice(0, symbolCount);
  if (checkValueOf(payload) !== values[symbolCount]) return undefined;
  return payload.reduce((number, value) => number * 32 + value, 0);
}

/** A weighted sum in GF(32), every place with its own weight: any one wrong symbol and any two swapped ones change it. */
function checkValueOf(values: readonly number[]): number {
  return values.reduce((sum, value) => double(sum ^ value), 0);
}

/** Times x in GF(2)[x] modulo x^5 + x^2 + 1. */
function double(value: number): number {
  return value & 16 ? ((value << 1) ^ 0b100101) & 31 : value << 1;
}
