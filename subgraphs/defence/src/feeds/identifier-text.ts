const hexAddress = /^~?[0-9A-Fa-f]{6}$/;
const octalCode = /^[0-7]{4}$/;
const emptyAddresses = new Set(['000000', 'FFFFFF']);

/** A 24-bit aircraft address as six upper-case hexadecimal digits, a leading ~ kept; undefined for what is none, and for the all-zero and all-one addresses that ICAO Annex 10 does not assign. */
export function parseAircraftAddress(text: string): string | undefined {
  if (!hexAddress.test(text)) {
    return undefined;
  }
  const address = text.toUpperCase();
  return emptyAddresses.has(address) ? undefined : address;
}

/** A callsign without its padding; undefined where nothing is left, or only the filler characters of an unset field. */
export function parseCallsign(text: string): string | undefined {
  const callsign = text.trim().toUpperCase();
  return callsign === '' || callsign === 'N/A' || /^[@_?0]+$/.test(callsign) ? undefined : callsign;
}

/** A Mode 3/A code as four octal digits with its leading zeros; undefined for what is none. */
export function parseBeaconCode(text: string): string | undefined {
  const code = text.trim();
  if (code.length === 0 || code.length > 4) {
    return undefined;
  }
  const padded = code.padStart(4, '0');
  return octalCode.test(padded) ? padded : undefined;
}
