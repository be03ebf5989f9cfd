import type { AddressFormat, SourceAddress } from './source-address.ts';

/** One record of a file: an address, a blank, or what is wrong with it. */
export type SourceRecord =
  | {
      readonly line: number;
      readonly kind: 'ADDRESS';
      readonly address: SourceAddress;
      readonly format: AddressFormat;
    }
  | { readonly line: number; readonly kind: 'BLANK' }
  | { readonly line: number; readonly kind: 'FAULT'; readonly message: string }
  | { readonly line: undefined; readonly kind: 'FILE_FAULT'; readonly message: string };

/** The record of a line's values by their column names. Refuses text that is not UTF-8. */
export function recordOf(
  line: number,
  format: AddressFormat,
  value: (column: string) => string,
): SourceRecord {
  let isForeign = false;
  const address = format.read((column) => {
    const text = plainValue(value(column));
    isForeign ||= text.includes('\uFFFD');
    return text;
  });
  if (isForeign) return { line, kind: 'FAULT', message: 'This line is not UTF-8: save the file as UTF-8.' };
  return address ? { line, kind: 'ADDRESS', address, format } : { line, kind: 'BLANK' };
}

/** A value without what geographic programs write for an empty one (`<Null>`) and behind whole numbers (`16.0`). */
function plainValue(text: string): string {
  const trimmed = text.trim();
  if (/^<null>$/i.test(trimmed)) return '';
  return /^\d+\.0+$/.test(trimmed) ? trimmed.slice(0, trimmed.indexOf('.')) : trimmed;
}
