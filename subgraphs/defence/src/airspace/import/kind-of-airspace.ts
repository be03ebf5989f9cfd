import type { AirspaceKind, AirspaceRule, AltitudeLimit } from '../airspace.ts';
import { feetMsl, unlimited } from '../define-airspace.ts';

const byWord: ReadonlyMap<string, AirspaceKind> = new Map([
  ['P', 'PROHIBITED'],
  ['PROHIBITED', 'PROHIBITED'],
  ['R', 'RESTRICTED'],
  ['RESTRICTED', 'RESTRICTED'],
  ['D', 'DANGER'],
  ['DANGER', 'DANGER'],
  ['MOA', 'MOA'],
  ['A', 'ALERT'],
  ['ALERT', 'ALERT'],
  ['W', 'WARNING'],
  ['WARNING', 'WARNING'],
  ['TFR', 'TFR'],
  ['SFRA', 'SFRA'],
  ['FRZ', 'FRZ'],
  ['ADIZ', 'ADIZ'],
  ['CLASS_B', 'CLASS_B'],
  ['CLASS_C', 'CLASS_C'],
  ['CLASS_D', 'CLASS_D'],
  ['CTR', 'CTR'],
  ['GEOFENCE', 'GEOFENCE'],
]);

const byName: readonly (readonly [RegExp, AirspaceKind])[] = [
  [/\bFRZ\b|FLIGHT RESTRICTED ZONE/, 'FRZ'],
  [/\bSFRA\b|SPECIAL FLIGHT RULES/, 'SFRA'],
  [/\bADIZ\b/, 'ADIZ'],
  [/^P-?\d|\bPROHIBITED\b/, 'PROHIBITED'],
  [/^R-?\d|\bRESTRICTED\b/, 'RESTRICTED'],
  [/^W-?\d/, 'WARNING'],
  [/^A-?\d/, 'ALERT'],
  [/\bMOA\b/, 'MOA'],
  [/\bTFR\b|SPORTING EVENT|STADIUM|^FDC /, 'TFR'],
  [/\bCLASS B\b/, 'CLASS_B'],
  [/\bCLASS C\b/, 'CLASS_C'],
  [/\bCLASS D\b/, 'CLASS_D'],
];

/** The kind of a volume: by the name where the name says it (a notice of the special flight rules area is typed 99.7), else by the file's own word, else OTHER. */
export function kindOfAirspace(
  names: readonly (string | undefined)[],
  kindWord: string | undefined,
): AirspaceKind {
  const word = byWord.get(
    kindWord
      ?.trim()
      .toUpperCase()
      .replaceAll(/[\s-]+/g, '_') ?? '',
  );
  const named = names.flatMap((name) => {
    const text = name?.toUpperCase() ?? '';
    return byName.find(([pattern]) => pattern.test(text))?.[1] ?? [];
  })[0];
  const isZone = named === 'FRZ' || named === 'SFRA' || named === 'ADIZ';
  return (isZone ? named : undefined) ?? word ?? named ?? 'OTHER';
}

// Prohibited areas are written P-56A, and in some files P56A.
const numberedArea = /^([PRWA])-?(\d+)\s*-?([A-Z]{0,2})$/;

/** A designator in the spelling used here: `P56A` becomes P-56A, and both zones of Washington have one designator whichever file they come from, so that they are never there twice. */
export function spellDesignator(designator: string, kind: AirspaceKind): string {
  if (kind === 'FRZ' || kind === 'SFRA') {
    return `DC-${kind}`;
  }
  const match = numberedArea.exec(designator.toUpperCase());
  return match ? `${match[1]}-${match[2]}${match[3]}` : designator;
}

/** The upper limit of a volume whose file gives none: just below flight level 180 for Washington's zones (14 CFR 93.335), 18,000 ft for P-56 (FAA Order JO 7400.10), and none for all others, so that nothing is missed. */
export function standingCeiling(kind: AirspaceKind, designator: string): AltitudeLimit {
  if (kind === 'FRZ' || kind === 'SFRA') {
    return feetMsl(17_999);
  }
  return designator.startsWith('P-56') ? feetMsl(18_000) : unlimited;
}

const rules: Partial<Record<AirspaceKind, Pick<AirspaceRule, 'citation' | 'entryNeeds'>>> = {
  PROHIBITED: { citation: '14 CFR 91.133(a)', entryNeeds: ['AUTHORISATION'] },
  RESTRICTED: { citation: '14 CFR 91.133(a)', entryNeeds: ['AUTHORISATION'] },
  TFR: { citation: '14 CFR 91.137 to 91.145, 99.7', entryNeeds: ['AUTHORISATION'] },
  SFRA: { citation: '14 CFR 93.339', entryNeeds: ['FLIGHT_PLAN', 'DISCRETE_CODE', 'RADIO_CONTACT'] },
  FRZ: {
    citation: '14 CFR 93.341',
    entryNeeds: ['AUTHORISATION', 'FLIGHT_PLAN', 'DISCRETE_CODE', 'RADIO_CONTACT'],
  },
  CLASS_B: { citation: '14 CFR 91.131', entryNeeds: ['RADIO_CONTACT', 'ADS_B_OUT'] },
  CLASS_C: { citation: '14 CFR 91.130', entryNeeds: ['RADIO_CONTACT', 'ADS_B_OUT'] },
  CLASS_D: { citation: '14 CFR 91.129', entryNeeds: ['RADIO_CONTACT'] },
};

/** What a volume of the kind asks of those who enter it. */
export function standingRule(kind: AirspaceKind, text: string | undefined): AirspaceRule {
  const { citation, entryNeeds = [] } = rules[kind] ?? {};
  return { citation, text: text ?? '', entryNeeds, exemptions: [] };
}
