import type { AddressComponents, AddressInput, StandardAddress } from './standard-address.ts';

/** City, state and ZIP as the last line of an address. */
export function joinLastLine({ city, state, zip, zipPlus4 }: AddressComponents): string {
  const code = zip && zipPlus4 ? `${zip}-${zipPlus4}` : zip;
  let line = '';
  for (const part of [city, state, code]) if (part) line = line === '' ? part : `${line} ${part}`;
  return line;
}

/** A standard address as input again, so that it can be checked or standardised anew. */
export function inputOf(address: StandardAddress): AddressInput {
  const { city, state, zip, zipPlus4, urbanization } = address.components;
  return {
    firm: address.firm,
    line1: address.deliveryLine,
    city,
    state,
    zip: zip && zipPlus4 ? `${zip}-${zipPlus4}` : zip,
    urbanization,
  };
}

/** The lines of an address as they are printed, the firm first and the urbanization above the street. */
export function formatLines(
  address: StandardAddress,
  style: 'USPS' | 'TITLE_CASE' | 'LABEL',
): readonly string[] {
  const { urbanization } = address.components;
  const lines = [address.firm, urbanization && `URB ${urbanization}`, address.deliveryLine, address.lastLine];
  const printed = lines.filter((line): line is string => Boolean(line));
  if (style === 'TITLE_CASE')
    return printed.map((line, index) => titleCase(line, index === printed.length - 1));
  // Labels leave two blanks before the ZIP, as sorting machines read it best so.
  return style === 'LABEL'
    ? printed.map((line, index) => (index === printed.length - 1 ? widenZip(line) : line))
    : printed;
}

const keptInCapitals = /^(?:[NS][EW]|[NSEW]|[A-Z]|PO|RR|HC|PMB|PSC|CMR|APO|FPO|DPO|US|FM|PH|AE|AP|AA)$/;

function titleCase(line: string, isLastLine: boolean): string {
  const words = line.split(' ');
  const stateAt = isLastLine ? words.findLastIndex((word) => /^[A-Z]{2}$/.test(word)) : -1;
  return words
    .map((word, index) => {
      if (index === stateAt || keptInCapitals.test(word)) return word;
      if (/^\d+(?:ST|ND|RD|TH)$/.test(word)) return word.toLowerCase();
      return /\d/.test(word) ? word : word.charAt(0) + word.slice(1).toLowerCase();
    })
    .join(' ');
}

function widenZip(line: string): string {
  return line.replace(/ (\d{5}(?:-\d{4})?)$/, '  $1');
}
