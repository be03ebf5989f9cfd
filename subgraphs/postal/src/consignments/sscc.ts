import { modTenCheckDigit } from '../stock/mod-ten.ts';

/** GS1 keeps the prefix 952 for demonstrations and examples. */
const demonstrationPrefix = '9521101';

/** The SSCC-18 of a unit that this network numbers itself: extension digit, company prefix, serial under 10^9, check digit. Source: GS1 General Specifications 2.2.1. */
export function ssccOf(serial: number): string {
  const digits = `0${demonstrationPrefix}${String(serial).padStart(9, '0')}`;
  return digits + modTenCheckDigit(digits);
}
