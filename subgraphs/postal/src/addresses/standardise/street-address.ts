import type { ChangeLog } from './change-log.ts';
import { directional, directionalAsName, joinedDirectional } from './directionals.ts';
import { readHighway } from './highway-address.ts';
import { fullSuffix, spelledOut, standardSuffix } from './suffixes.ts';
import { hasDigit } from './tokens.ts';

export interface StreetReading {
  readonly preDirectional?: string | undefined;
  readonly streetName: string;
  readonly suffix?: string | undefined;
  readonly postDirectional?: string | undefined;
}

/** Words that make a following `ST` a saint and not a street. */
const beforeSaint = new Set([
  'MOUNT',
  'MT',
  'FORT',
  'FT',
  'PORT',
  'LAKE',
  'BAY',
  'RUE',
  'ISLE',
  'VIEUX',
  'OLD',
  'NEW',
]);

/** A street read from right to left: directional, suffix, name, directional. Source: Publication 28, sections 231 to 237. */
export function readStreet(words: readonly string[], log: ChangeLog): StreetReading | undefined {
  if (words.length === 0) return undefined;
  const highway = readHighway(words);
  if (highway) {
    log.note('streetName', words.join(' '), joinStreet(highway), 'PUB28_F');
    return highway;
  }
  const left = [...words];
  const postDirectional = takePostDirectional(left, log);
  const suffix = takeSuffix(left, log);
  const preDirectional = takePreDirectional(left, log);
  const streetName = nameOf(left, suffix !== undefined);
  log.note('streetName', left.join(' '), streetName, 'PUB28_23');
  return { preDirectional, streetName, suffix, postDirectional };
}

/** The street on one line, in the order of Publication 28. */
export function joinStreet(street: StreetReading): string {
  return [street.preDirectional, street.streetName, street.suffix, street.postDirectional]
    .filter(Boolean)
    .join(' ');
}

function takePostDirectional(words: string[], log: ChangeLog): string | undefined {
  const joined = words.length > 2 ? joinedDirectional(words.at(-2), words.at(-1)) : undefined;
  if (joined && !isNamedByDirectional(words.slice(0, -2), joined)) {
    log.note('postDirectional', words.slice(-2).join(' '), joined, 'PUB28_233');
    words.length -= 2;
    return joined;
  }
  const found = directional(words.at(-1));
  if (!found || words.length < 2 || isNamedByDirectional(words.slice(0, -1), found)) return undefined;
  log.note('postDirectional', words.at(-1), found, 'PUB28_233');
  words.length -= 1;
  return found;
}

/** `AVENUE` before an `E`, or nothing but directionals: then the last word is the name and no directional. */
function isNamedByDirectional(before: readonly string[], last: string): boolean {
  if (before.every((word) => directional(word) !== undefined)) return true;
  const type = standardSuffix(before.at(-1) ?? '');
  if (type === undefined) return false;
  if (before.length !== 2) return before.length === 1;
  // `E ST NE` is a letter street in the north-east, `E AVENUE S` an avenue called S, `SOUTH AVE W` the west of one called South.
  const [first] = before;
  return type === 'AVE' && last.length === 1 && (directional(first) === 'E' || directional(first) === 'W');
}

function takeSuffix(words: string[], log: ChangeLog): string | undefined {
  const last = words.at(-1);
  const suffix = last === undefined || words.length < 2 ? undefined : standardSuffix(last);
  if (!suffix) return undefined;
  log.note('suffix', last, suffix, 'PUB28_C1');
  words.length -= 1;
  return suffix;
}

function takePreDirectional(words: string[], log: ChangeLog): string | undefined {
  const joined = words.length > 2 ? joinedDirectional(words[0], words[1]) : undefined;
  if (joined) {
    log.note('preDirectional', words.slice(0, 2).join(' '), joined, 'PUB28_233');
    words.splice(0, 2);
    return joined;
  }
  const found = directional(words[0]);
  if (!found || words.length < 2) return undefined;
  log.note('preDirectional', words[0], found, 'PUB28_233');
  words.shift();
  return found;
}

function nameOf(words: readonly string[], hasSuffix: boolean): string {
  const [only = ''] = words;
  if (words.length === 1) return directionalAsName(only);
  const numbered =
    words[1] === 'OF' || (words.length === 2 && (hasDigit(words[1]) || words[1]?.length === 1));
  return words.map((word, index) => nameWord(words, word, index, { hasSuffix, numbered })).join(' ');
}

function nameWord(
  words: readonly string[],
  word: string,
  index: number,
  name: { readonly hasSuffix: boolean; readonly numbered: boolean },
): string {
  const isLast = index === words.length - 1;
  if (word === 'ST') return isSaint(words, index) ? 'SAINT' : 'STREET';
  // 234.2: of two suffixes only the last is abbreviated.
  if (isLast && index > 0 && name.hasSuffix) return spelledOut(word);
  // `AV E` is a street called Avenue E, `AVE OF THE AMERICAS` no suffix.
  return index === 0 && name.numbered ? fullSuffix(word) : word;
}

function isSaint(words: readonly string[], index: number): boolean {
  const next = words[index + 1];
  if (next === undefined) return false;
  return index === 0 ? !(hasDigit(next) || next.length === 1) : beforeSaint.has(words[index - 1] ?? '');
}
