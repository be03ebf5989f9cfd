import { directional } from './directionals.ts';
import { readHighway } from './highway-address.ts';
import { standardSuffix } from './suffixes.ts';
import { hasDigit, isOrdinal } from './tokens.ts';
import { splitCompactUnit, unitDesignator } from './unit-designators.ts';

/** One level of a secondary address; the designator is `#` where it is not known, the value empty where none is needed. */
export interface Unit {
  readonly designator: string;
  readonly value: string;
}

interface Taken {
  readonly unit: Unit;
  /** How many words of the line were the unit. */
  readonly words: number;
}

const mostLevels = 3;
const spelledStoreys = 'FIRST SECOND THIRD FOURTH FIFTH SIXTH SEVENTH EIGHTH NINTH TENTH'.split(' ');

/** Takes the units off the end of a street line, outermost first; the street words stay behind. Source: Publication 28, section 213. */
export function takeUnits(words: string[]): readonly Unit[] {
  const units: Unit[] = [];
  while (units.length < mostLevels && words.length > 1) {
    const taken = takeUnit(words);
    if (!taken) break;
    units.unshift(taken.unit);
    words.length -= taken.words;
  }
  return units;
}

/** The units of a line that holds nothing else, outermost first; undefined where it holds something else. */
export function readUnitLine(words: readonly string[]): readonly Unit[] | undefined {
  const left = [...words];
  const units: Unit[] = [];
  while (left.length > 0 && units.length < mostLevels) {
    const taken = takeMarked(left, 0) ?? (left.length <= 2 ? takeBare(left) : undefined);
    if (!taken) return undefined;
    units.unshift(taken.unit);
    left.length -= taken.words;
  }
  return left.length === 0 ? units : undefined;
}

/** Whether words hold a whole street: a name with its suffix, a numbered road or a grid street. */
export function isWholeStreet(words: readonly string[]): boolean {
  if (words.some((word, index) => index > 0 && standardSuffix(word) !== undefined)) return true;
  if (words.length > 1 && directional(words.at(-1)) !== undefined) return true;
  return readHighway(words) !== undefined;
}

function takeUnit(words: readonly string[]): Taken | undefined {
  return takeMarked(words, 1) ?? takeUnmarked(words);
}

/** A unit that its designator or `#` marks, at the end of the words and not before `least`. */
function takeMarked(words: readonly string[], least: number): Taken | undefined {
  const end = words.length;
  for (let at = end - 1; at >= Math.max(least, end - 4); at -= 1) {
    const word = words[at] ?? '';
    const value = words.slice(at + 1);
    const taken =
      word === '#' ? takeNumberSign(words, at, value, least) : takeDesignated(words, at, value, least);
    if (taken) return taken;
  }
  return undefined;
}

function takeNumberSign(
  words: readonly string[],
  at: number,
  value: readonly string[],
  least: number,
): Taken | undefined {
  const joined = joinValue(value);
  if (joined === undefined) return undefined;
  const before = unitDesignator(words[at - 1]);
  if (before && at - 1 >= least)
    return { unit: { designator: before.standard, value: joined }, words: value.length + 2 };
  if (words[at - 1] === '#' && at - 1 >= least)
    return { unit: { designator: '#', value: joined }, words: value.length + 2 };
  return { unit: { designator: '#', value: joined }, words: value.length + 1 };
}

function takeDesignated(
  words: readonly string[],
  at: number,
  value: readonly string[],
  least: number,
): Taken | undefined {
  const word = words[at] ?? '';
  const street = words.slice(0, at);
  const known = unitDesignator(word);
  const mark = words[at - 1] === '#' && at - 1 >= least ? 1 : 0;
  if (!known) {
    const compact = value.length === 0 ? splitCompactUnit(word) : undefined;
    if (!compact || (least > 0 && !isWholeStreet(street))) return undefined;
    return { unit: compact, words: 1 + mark };
  }
  if (least > 0 && known.isWord && !hasDigit(value[0]) && !isWholeStreet(street)) return undefined;
  if (value.length === 0) {
    const storey = known.standard === 'FL' && at - 1 >= least ? storeyOf(words[at - 1] ?? '') : undefined;
    if (storey !== undefined) return { unit: { designator: 'FL', value: storey }, words: 2 };
    return known.needsNumber
      ? undefined
      : { unit: { designator: known.standard, value: '' }, words: 1 + mark };
  }
  const number = joinValue(value[0] === '#' ? value.slice(1) : value) ?? namedValue(value, street);
  if (number === undefined || (!known.needsNumber && !hasDigit(number))) return undefined;
  const plain = known.standard === 'FL' ? (storeyOf(number) ?? number) : number;
  return { unit: { designator: known.standard, value: plain }, words: value.length + 1 + mark };
}

/** `2` for `2ND` and `SECOND`. */
function storeyOf(word: string): string | undefined {
  if (isOrdinal(word)) return word.slice(0, -2);
  const spelled = spelledStoreys.indexOf(word) + 1;
  return spelled > 0 ? String(spelled) : undefined;
}

/** `APT GARDEN`, `UNIT REAR`: a word as unit, only behind a whole street. */
function namedValue(value: readonly string[], street: readonly string[]): string | undefined {
  const [word] = value;
  if (value.length !== 1 || word === undefined || standardSuffix(word) || directional(word)) return undefined;
  return street.length === 0 || isWholeStreet(street) ? word : undefined;
}

/** A number or a letter behind a whole street that no designator marks, as in `MAIN ST 176`. */
function takeUnmarked(words: readonly string[]): Taken | undefined {
  const value = words.at(-1) ?? '';
  const street = words.slice(0, -1);
  const suffixAt = street.findLastIndex((word) => standardSuffix(word) !== undefined);
  const behind = street.slice(suffixAt + 1);
  const named = street.slice(0, suffixAt).some((word) => directional(word) === undefined);
  if (suffixAt < 1 || !named || behind.length > 1 || (behind.length === 1 && !directional(behind[0])))
    return undefined;
  const isRoad = ['HWY', 'RTE', 'LOOP', 'EXPY'].includes(standardSuffix(street[suffixAt] ?? '') ?? '');
  if (isRoad || readHighway(words)) return undefined;
  const isUnit = hasDigit(value)
    ? !isOrdinal(value) && !value.includes('/')
    : isUnitLetter(value) && behind.length === 0;
  return isUnit ? { unit: { designator: '#', value }, words: 1 } : undefined;
}

function takeBare(words: readonly string[]): Taken | undefined {
  const value = joinValue(words);
  if (value === undefined || isOrdinal(value)) return undefined;
  return { unit: { designator: '#', value }, words: words.length };
}

function isUnitLetter(word: string): boolean {
  return /^[A-Z]$/.test(word) && directional(word) === undefined;
}

/** `R 16` as `R16`; undefined for words that are no unit number. */
function joinValue(words: readonly string[]): string | undefined {
  const [first = '', second] = words;
  if (words.length === 1) return isUnitNumber(first) ? first : undefined;
  if (words.length !== 2 || second === undefined) return undefined;
  const joins =
    (/^[A-Z]{1,2}$/.test(first) && /^\d/.test(second)) || (/\d$/.test(first) && /^[A-Z]$/.test(second));
  return joins && !second.includes('/') && isUnitNumber(second) ? first + second : undefined;
}

function isUnitNumber(word: string): boolean {
  if (hasDigit(word)) return word.length <= 10;
  return (
    /^[A-Z](?:-?[A-Z])?$/.test(word) && (word.length === 1 || !(standardSuffix(word) ?? directional(word)))
  );
}
