import type { DpvCode } from './address-check.ts';
import type { StandardAddress } from './standardise/standard-address.ts';

/**
 * The 12-digit delivery point barcode: ZIP+4, two digits of the delivery point, and a check digit that makes the sum a
 * multiple of ten. The two digits are the last of the unit, box or number, and 99 for a shared building without its unit.
 * Undefined without a ZIP+4 and for an address that is not known. Source: USPS, Delivery Point Barcode, section 4.
 */
export function deliveryPointBarcode(address: StandardAddress, dpv: DpvCode): string | undefined {
  const { zip, zipPlus4 } = address.components;
  if (!zip || !zipPlus4 || dpv === 'N') return undefined;
  const digits = `${zip}${zipPlus4}${deliveryPointDigits(address, dpv)}`;
  const sum = [...digits].reduce((total, digit) => total + Number(digit), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

function deliveryPointDigits({ kind, components }: StandardAddress, dpv: DpvCode): string {
  if (kind === 'GENERAL_DELIVERY' || dpv === 'D') return '99';
  const counted = components.secondaryNumber ?? components.boxNumber ?? components.primaryNumber ?? '';
  const digits = /\d+/.exec(counted.replace(/ \d\/\d$/, ''))?.[0] ?? '';
  return digits === '' ? '99' : digits.slice(-2).padStart(2, '0');
}
