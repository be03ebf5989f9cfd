import { hash } from 'node:crypto';
import type { AddressComponents, AddressKind } from './standardise/standard-address.ts';
import { spelledOut } from './standardise/suffixes.ts';
import { splitCompactUnit, unitDesignator } from './standardise/unit-designators.ts';

/** What a key is made from; a `StandardAddress` is one. */
export interface Keyed {
  readonly kind: AddressKind;
  readonly components: AddressComponents;
}

const digestHexLength = 32;

export interface HouseholdKeys {
  /** 32 hexadecimal digits. */
  readonly householdKey: string;
  /** The same without unit and private mailbox: one key for all households behind one door. */
  readonly buildingKey: string;
}

/**
 * The keys that name a household and its building by primary line, unit and ZIP, however the unit's designator is spelled.
 * Undefined without a ZIP. Not made from the ZIP+4 delivery point, which several units may share.
 */
export function householdKeys(address: Keyed): HouseholdKeys | undefined {
  const { zip } = address.components;
  if (!zip) return undefined;
  const line = primaryLine(address);
  const unit = unitLine(address.components);
  const buildingKey = digest(`${line}||${zip}`);
  return { householdKey: unit === '' ? buildingKey : digest(`${line}|${unit}|${zip}`), buildingKey };
}

/** The household's key alone; undefined without a ZIP. */
export function householdKey(address: Keyed): string | undefined {
  return householdKeys(address)?.householdKey;
}

/** A street name in the one spelling that equal names share: `1ST` and `FIRST` as `1`, `MT VERNON` as `MOUNT VERNON`. */
export function foldStreetName(name: string): string {
  return name
    .split(' ')
    .map((word, index, words) => foldWord(word, index, words.length))
    .join(' ')
    .replace(/^STATE (?:ROAD|ROUTE|HIGHWAY) /, 'STATE ROUTE ');
}

function digest(text: string): string {
  return hash('sha256', text, 'hex').slice(0, digestHexLength);
}

function primaryLine({ kind, components }: Keyed): string {
  const { boxNumber = '', routeNumber = '', militaryUnitType = '', streetName = '' } = components;
  switch (kind) {
    case 'PO_BOX':
      return `PO BOX|${boxNumber}`;
    case 'RURAL_ROUTE':
    case 'HIGHWAY_CONTRACT':
      return `${kind}|${withoutZeros(routeNumber)}|${withoutZeros(boxNumber).replaceAll('-', '')}`;
    case 'MILITARY':
      return `${militaryUnitType}|${withoutZeros(routeNumber)}|${withoutZeros(boxNumber)}|${streetName}`;
    case 'GENERAL_DELIVERY':
      return kind;
    case 'STREET':
    case 'HIGHRISE':
    case 'FIRM':
    case 'UNKNOWN':
      return numberedStreet(components);
  }
}

function numberedStreet(components: AddressComponents): string {
  const {
    primaryNumber,
    preDirectional,
    streetName = '',
    suffix,
    postDirectional,
    urbanization,
  } = components;
  return [
    primaryNumber && withoutIdleHyphens(primaryNumber),
    preDirectional,
    foldStreetName(streetName),
    suffix,
    postDirectional,
    urbanization,
  ].join('|');
}

const spelledOrdinals = new Map(
  'FIRST SECOND THIRD FOURTH FIFTH SIXTH SEVENTH EIGHTH NINTH TENTH ELEVENTH TWELFTH THIRTEENTH FOURTEENTH FIFTEENTH SIXTEENTH SEVENTEENTH EIGHTEENTH NINETEENTH TWENTIETH'
    .split(' ')
    .map((word, index) => [word, String(index + 1)]),
);

const firstWords: ReadonlyMap<string, string> = new Map([
  ['MT', 'MOUNT'],
  ['FT', 'FORT'],
]);

function foldWord(word: string, index: number, count: number): string {
  const numeric = /^(\d+)(?:ST|ND|RD|TH)$/.exec(word)?.[1] ?? spelledOrdinals.get(word);
  if (numeric !== undefined) return numeric;
  if (index === 0 && count > 1) return firstWords.get(word) ?? spelledOut(word);
  return count > 1 ? spelledOut(word) : word;
}

/** Designators that people use for one another; those not here are a level of their own. */
const interchangeable = new Set([
  '#',
  'APT',
  'UNIT',
  'STE',
  'RM',
  'LOT',
  'SPC',
  'TRLR',
  'DEPT',
  'SLIP',
  'STOP',
  'OFC',
]);

function unitLine(components: AddressComponents): string {
  const { extraSecondaryDesignator, extraSecondaryNumber, secondaryDesignator, secondaryNumber, pmb } =
    components;
  const levels = [
    level(extraSecondaryDesignator, extraSecondaryNumber),
    level(secondaryDesignator, secondaryNumber),
    pmb && `PMB:${unitNumber(pmb)}`,
  ];
  return levels.filter(Boolean).join('/');
}

function level(designator: string | undefined, value: string | undefined): string | undefined {
  if (designator === undefined) return undefined;
  if (value === undefined) return `${designator}:`;
  if (!interchangeable.has(designator)) return `${designator}:${unitNumber(value)}`;
  const named = unitDesignator(value);
  if (named && !named.needsNumber) return `${named.standard}:`;
  const compact = splitCompactUnit(value);
  return compact ? level(compact.designator, compact.value) : `:${unitNumber(value)}`;
}

function unitNumber(value: string): string {
  return withoutZeros(withoutIdleHyphens(value.replaceAll(' ', '-')));
}

/** A hyphen or blank between a letter and a digit says nothing, one between two digits does: `4-D` is `4D`, `1-12` is not `112`. */
function withoutIdleHyphens(number: string): string {
  return number.replace(/(?<=\d)-(?=[A-Z])|(?<=[A-Z])-(?=\d)/g, '');
}

function withoutZeros(number: string): string {
  return number.replace(/^0+(?=\d)/, '');
}
