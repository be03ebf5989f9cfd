import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hasModTenCheckDigit } from '../stock/mod-ten.ts';
import { mailClassOf } from './mail-class-rules.ts';
import { barcodeTextOf, demonstrationMailer, parcelNumberOf } from './parcel-number.ts';
import { printSvgLabel, printZplLabel } from './print-label.ts';

const label = {
  trackingNumber: parcelNumberOf(17n, 'GROUND_ADVANTAGE', demonstrationMailer),
  mailClass: 'GROUND_ADVANTAGE' as const,
  zip: '20001',
  origin: 'Fulfilment centre Washington (demonstration)',
  recipientName: 'Ana <Cruz> ^XZ & "Co"',
  urbanization: null,
  deliveryLine: '100 SPECIMEN ST NE APT 1',
  lastLine: 'WASHINGTON DC 20001',
};

test('parcel numbers have 22 digits, their own check digit, and no two serials share one', () => {
  const serials = fc.bigInt({ min: 0n, max: 9_999_999_999n });

  fc.assert(
    fc.property(serials, serials, (one, other) => {
      const [first, second] = [one, other].map((serial) =>
        parcelNumberOf(serial, 'PRIORITY_MAIL', demonstrationMailer),
      );

      expect(first).toMatch(/^93993000000\d{11}$/);
      expect(hasModTenCheckDigit(first ?? '')).toBe(true);
      expect(first === second).toBe(one === other);
    }),
  );
});

test('the barcode tells the ZIP and then the number', () => {
  expect(barcodeTextOf({ trackingNumber: '9399100000000000000177', zip: '00926' })).toBe(
    '(420)00926(93)99100000000000000177',
  );
});

test.each([
  ['ANCHORAGE AK 99501', 'PRIORITY_MAIL'],
  ['HONOLULU HI 96813-1234', 'PRIORITY_MAIL'],
  ['FPO AE 09397', 'PRIORITY_MAIL'],
  ['SAN JUAN PR 00926', 'GROUND_ADVANTAGE'],
  ['AK CITY VA 22301', 'GROUND_ADVANTAGE'],
])('a parcel to %s goes as %s', (lastLine, mailClass) => {
  expect(mailClassOf(lastLine)).toBe(mailClass);
});

test('a label in SVG has bars and says the address as text, never as markup', () => {
  const svg = printSvgLabel(label);

  expect(svg).toContain('100 SPECIMEN ST NE APT 1');
  expect(svg).not.toContain('<Cruz>');
  expect(svg.match(/<path/g)?.length).toBeGreaterThan(0);
  expect(svg.length).toBeLessThan(20_000);
  expect(svg).not.toBe(printSvgLabel({ ...label, zip: '20002' }));
});

test('a label in ZPL carries the barcode, and a name cannot command the printer', () => {
  const zpl = printZplLabel(label);

  expect(zpl).toContain(`>842020001>8${label.trackingNumber}`);
  expect(zpl.match(/\^XZ/g)).toHaveLength(1);
  expect(zpl).toContain('_5EXZ');
});
