import { expect, test } from '@jest/globals';
import type { DpvCode } from './address-check.ts';
import { deliveryPointBarcode } from './delivery-point-barcode.ts';
import { standardise } from './standardise/standardise.ts';

function barcodeOf(line1: string, zip: string, dpv: DpvCode): string | undefined {
  const address = standardise({ line1, zip });
  return address.kind === 'UNPARSEABLE' ? undefined : deliveryPointBarcode(address, dpv);
}

test.each([
  ['310 Flanders Rd', '06333-1758', '063331758996'],
  ['500 Rutherford Ave', '02129-1647', '021291647990'],
  ['100 Van Ness Ave', '94102-5209', '941025209990'],
])('%s without its unit is the default of its building: 99', (line1, zip, barcode) => {
  expect(barcodeOf(line1, zip, 'D')).toBe(barcode);
});

test.each([
  ['3120 M St NW', '20007-3705', '20'],
  ['2516 W North Ave', '60647-5202', '16'],
  ['6605 N Campbell Ave', '97217-4959', '05'],
  ['1379 Maynard Dr W Apt 176', '55116-1234', '76'],
])('the delivery point of %s is the end of its number or unit', (line1, zip, digits) => {
  expect(barcodeOf(line1, zip, 'Y')?.slice(9, 11)).toBe(digits);
});

test('units that end alike share a barcode, which is why it names no household', () => {
  expect(barcodeOf('10 Main St Apt 101', '20007-1234', 'Y')).toBe(
    barcodeOf('10 Main St Apt 201', '20007-1234', 'Y'),
  );
});

test('there is none without a ZIP+4 or for an address that is not known', () => {
  expect(barcodeOf('310 Flanders Rd', '06333', 'D')).toBeUndefined();
  expect(barcodeOf('310 Flanders Rd', '06333-1758', 'N')).toBeUndefined();
});
