import { type DeliveryReading, readGeneralDelivery, readPostOfficeBox } from './box-address.ts';
import type { ChangeLog } from './change-log.ts';
import { directional } from './directionals.ts';
import { readHighway } from './highway-address.ts';
import { isMilitaryLastLine, readMilitary } from './military-address.ts';
import { leadingNumber } from './primary-number.ts';
import { isRouteBoxWord, readRoute } from './route-address.ts';
import type { LastLine } from './last-line.ts';
import { createChangeLog } from './change-log.ts';
import { standardSuffix } from './suffixes.ts';
import { readUnitLine, isWholeStreet } from './unit-reading.ts';

/** Words behind a person's name in a street name. */
const namesakes = new Set(['JR', 'SR', 'II', 'III']);

/** The part of an address that mail goes to, and the parts around it. */
export interface DeliveryPart {
  /** Set where the part is no street: a box, a route, military mail or general delivery. */
  readonly reading?: DeliveryReading | undefined;
  readonly street: readonly string[];
  readonly before: readonly (readonly string[])[];
  readonly after: readonly (readonly string[])[];
}

/**
 * Finds the delivery line among the parts of an address: of two, the one nearer the city counts.
 * Undefined where no part can be one. Source: Publication 28, section 215.
 */
export function findDeliveryPart(
  given: readonly (readonly string[])[],
  lastLine: LastLine,
  log: ChangeLog,
): DeliveryPart | undefined {
  const segments = joinDividedSegments(given);
  const military = isMilitaryLastLine(lastLine.city, lastLine.state);
  for (let at = segments.length - 1; at >= 0; at -= 1) {
    const words = segments[at] ?? [];
    const around = { before: segments.slice(0, at), after: segments.slice(at + 1) };
    const trial = createChangeLog();
    const reading = readSpecial(words, military, trial);
    if (reading) {
      for (const change of trial.changes) log.note(change.field, change.before, change.after, change.rule);
      return { reading, street: [], ...around };
    }
    if (isNumberedStreet(words, at === 0)) return { street: words, ...around };
  }
  const numbered = segments.findLastIndex((words) => leadingNumber(words) && isNamed(words));
  const at =
    numbered >= 0
      ? numbered
      : segments.findIndex((words) => isNamed(words) || (hasLetters(words) && readHighway(words)));
  const words = segments[at];
  return words && { street: words, before: segments.slice(0, at), after: segments.slice(at + 1) };
}

/** Whether a part names a box, a route or a numbered street, and so is a delivery line of its own. */
export function isDeliveryLine(words: readonly string[]): boolean {
  return readSpecial(words, false, createChangeLog()) !== undefined || isNumberedStreet(words, false);
}

/** Whether a part has a word of a name in it and is no unit. */
function isNamed(words: readonly string[]): boolean {
  return hasLetters(words) && !readUnitLine(words);
}

function hasLetters(words: readonly string[]): boolean {
  return words.some((word) => /[A-Z]/.test(word));
}

function readSpecial(
  words: readonly string[],
  military: boolean,
  log: ChangeLog,
): DeliveryReading | undefined {
  return (
    readMilitary(words, military, log) ??
    readGeneralDelivery(words, log) ??
    readRoute(words, log) ??
    readPostOfficeBox(words, log)
  );
}

/** A number with a street behind it; past the first part it takes a whole street, because `12 B` is more likely a unit. */
function isNumberedStreet(words: readonly string[], first: boolean): boolean {
  const number = leadingNumber(words);
  if (!number || words.length <= number.words) return false;
  const street = words.slice(number.words);
  return first ? street.some((word) => word !== '#') : isWholeStreet(street) && !readUnitLine(words);
}

/** Joins a house number, a street or a route with its street, its rest or its box where a comma or a line end divides them. */
function joinDividedSegments(given: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const segments = joinStreetEnds(given);
  const [first = [], second, ...rest] = segments;
  if (!second) return segments;
  const isNumberAlone = first.length <= 2 && leadingNumber(first)?.words === first.length;
  const isBox = isRouteBoxWord(first[0]) || isRouteBoxWord(second[0]) || second[0] === '#';
  const joined = [...first, ...second];
  const route = isBox
    ? (readRoute(joined, createChangeLog()) ?? readMilitary(joined, false, createChangeLog()))
    : undefined;
  const joins = (isNumberAlone && !leadingNumber(second) && !readUnitLine(second)) || route !== undefined;
  return joins ? [joined, ...rest] : segments;
}

/** `PENNSYLVANIA AVE, NW` and `MARTIN LUTHER KING, JR BLVD`: what can only go on with the street before it. */
function joinStreetEnds(segments: readonly (readonly string[])[]): readonly (readonly string[])[] {
  if (segments.length === 1) return segments;
  const joined: (readonly string[])[] = [];
  for (const words of segments) {
    const street = joined.at(-1);
    if (street && leadingNumber(street) && isStreetEnd(words, street))
      joined[joined.length - 1] = [...street, ...words];
    else joined.push(words);
  }
  return joined;
}

function isStreetEnd(words: readonly string[], street: readonly string[]): boolean {
  const [first = '', second] = words;
  if (namesakes.has(first)) return second !== undefined && isWholeStreet([...street.slice(1), ...words]);
  const isDirection = words.length <= 2 && words.every((word) => directional(word) !== undefined);
  return isDirection && standardSuffix(street.at(-1) ?? '') !== undefined;
}
