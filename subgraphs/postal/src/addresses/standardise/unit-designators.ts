interface Designator {
  readonly standard: string;
  /** Whether a number must follow. */
  readonly needsNumber: boolean;
  /** Also an ordinary word of street names, so that without a number it counts only after a whole street. */
  readonly isWord: boolean;
}

/** Standard abbreviation and its spellings. Source: Publication 28, appendix C2; spellings after the first two are common usage. */
const needNumber: readonly string[] = [
  'APT APARTMENT APTMT APMT APTS APTO APARTAMENTO',
  'BLDG BUILDING BLD BLDNG EDIF EDIFICIO',
  'DEPT DEPARTMENT DPT',
  'FL FLOOR FLR',
  'HNGR HANGER HANGAR',
  'KEY',
  'LOT',
  'PIER',
  'RM ROOM',
  'SLIP',
  'SPC SPACE SP',
  'STOP',
  'STE SUITE SUIT',
  'TRLR TRAILER',
  'UNIT UNT',
];

const needNoNumber: readonly string[] = [
  'BSMT BASEMENT',
  'FRNT FRONT',
  'LBBY LOBBY',
  'LOWR LOWER DOWNSTAIRS',
  'OFC OFFICE',
  'PH PENTHOUSE',
  'REAR',
  'SIDE',
  'UPPR UPPER UPSTAIRS',
];

/** Spellings that are also ordinary words of street names. */
const words = new Set([
  'FLOOR',
  'FRONT',
  'KEY',
  'LOBBY',
  'LOT',
  'LOWER',
  'OFFICE',
  'PIER',
  'SIDE',
  'SLIP',
  'SPACE',
  'STOP',
  'UPPER',
  'HANGER',
  'HANGAR',
]);

const designators = new Map<string, Designator>();
for (const [table, needsNumber] of [
  [needNumber, true],
  [needNoNumber, false],
] as const) {
  for (const row of table) {
    const spellings = row.split(' ');
    const [standard = ''] = spellings;
    for (const spelling of spellings)
      designators.set(spelling, { standard, needsNumber, isWord: words.has(spelling) });
  }
}

/** What is known of a secondary unit designator in any spelling; undefined for another word. */
export function unitDesignator(word: string | undefined): Designator | undefined {
  return word === undefined ? undefined : designators.get(word);
}

/** Designator and number of a word that joins them, e.g. `APT176`; undefined for another word. */
export function splitCompactUnit(
  word: string,
): { readonly designator: string; readonly value: string } | undefined {
  const parts = /^([A-Z]{2,9})-?(\d[A-Z0-9-]*)$/.exec(word);
  const [, letters = '', value = ''] = parts ?? [];
  const known = designators.get(letters);
  return known ? { designator: known.standard, value } : undefined;
}
