import { toSVG } from 'bwip-js/node';
import type { LabelText } from './parcel.ts';
import { barcodeTextOf } from './parcel-number.ts';

const classNames = {
  GROUND_ADVANTAGE: 'USPS GROUND ADVANTAGE',
  FIRST_CLASS_PACKAGE: 'FIRST-CLASS PACKAGE',
  PRIORITY_MAIL: 'PRIORITY MAIL',
};

/** Dots of a 4 by 6 inch label at 203 dots an inch. */
const [width, height] = [812, 1_218];

/** A label of 4 by 6 inches as SVG, its barcode GS1-128. Under 20,000 characters. */
export function printSvgLabel(label: LabelText): string {
  const barcode = toSVG({
    bcid: 'gs1-128',
    text: barcodeTextOf(label),
    scaleX: 2,
    height: 25,
    includetext: false,
  });
  const bars = barcode.replace(
    '<svg ',
    '<svg x="40" y="760" width="732" height="230" preserveAspectRatio="none" ',
  );
  const lines = [...linesOf(label)].map(
    ({ text, y, size }) => `<text x="40" y="${y}" font-size="${size}">${escapeXml(text)}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="4in" height="6in" font-family="sans-serif">`,
    `<rect width="${width}" height="${height}" fill="#fff" stroke="#000"/>`,
    ...lines,
    bars,
    '</svg>',
  ].join('\n');
}

/** The same label for a label printer that speaks ZPL II; the printer makes the barcode. Under 2,000 characters. */
export function printZplLabel(label: LabelText): string {
  const digits = barcodeTextOf(label).replaceAll(/[()]/g, '');
  const [routing, number] = [digits.slice(0, 8), digits.slice(8)];
  return [
    '^XA',
    '^CI28',
    `^PW${width}^LL${height}`,
    ...[...linesOf(label)].map(
      ({ text, y, size }) => `^FO40,${y - size}^A0N,${size}^FH_^FD${escapeZpl(text)}^FS`,
    ),
    // Start in set C; >8 is FNC1.
    `^FO40,760^BY2^BCN,230,N,N,N^FD>;>8${routing}>8${number}^FS`,
    '^XZ',
  ].join('\n');
}

function linesOf(
  label: LabelText,
): readonly { readonly text: string; readonly y: number; readonly size: number }[] {
  const { recipientName, urbanization, deliveryLine, lastLine } = label;
  const address = [recipientName, ...(urbanization ? [urbanization] : []), deliveryLine, lastLine];
  return [
    { text: classNames[label.mailClass], y: 90, size: 48 },
    { text: label.origin, y: 180, size: 28 },
    { text: 'SHIP TO:', y: 330, size: 28 },
    ...address.map((text, index) => ({ text, y: 390 + index * 56, size: 40 })),
    { text: `TRACKING # ${label.trackingNumber.replaceAll(/(\d{4})(?=\d)/g, '$1 ')}`, y: 1_050, size: 36 },
    { text: 'Demonstration: not valid for mailing', y: 1_150, size: 28 },
  ];
}

function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Carets and tildes begin commands of the printer. */
function escapeZpl(text: string): string {
  return text.replace(/[\^~_]/g, (character) => `_${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
