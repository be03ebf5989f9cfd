import { findZip } from '../zip-directory.ts';
import type { ChangeLog } from './change-log.ts';
import { countCityWords, countWordsOfZip } from './city-division.ts';
import { isDeliveryLine } from './delivery-line.ts';
import { type LastLine, readZip, standardCity, takeTrailingState } from './last-line.ts';
import { isMilitaryState, stateLetters } from './states.ts';
import { hasDigit } from './tokens.ts';
import { isWholeStreet, readUnitLine } from './unit-reading.ts';

type Segments = string[][];

const postOffices = new Set(['APO', 'FPO', 'DPO']);
const countries: readonly (readonly string[])[] = [
  ['UNITED', 'STATES', 'OF', 'AMERICA'],
  ['UNITED', 'STATES'],
  ['ESTADOS', 'UNIDOS'],
  ['USA'],
  ['US'],
];

/**
 * Takes city, state, ZIP and country off the end of the parts of a whole address on one line, which stay behind shorter, with or
 * without commas between them. Nothing is taken without a state or a ZIP, nor where no street would be left.
 */
export function takeLastLine(segments: Segments, log: ChangeLog): LastLine {
  const left = segments.map((words) => [...words]);
  dropCountry(left);
  divideAtPostOffice(left);
  const zip = takeZip(left);
  const parts = left.length;
  const state = takeState(left, zip.zip);
  if (!state && !zip.zip) return {};
  const city = takeCity(left, { state, zip: zip.zip, isApart: left.length < parts });
  if (left.length === 0 || (!city && !zip.zip && left.length === segments.length)) return {};
  segments.splice(0, segments.length, ...left);
  return { city: standardCity(city ?? [], log), state, ...zip };
}

function dropCountry(segments: Segments): void {
  const last = segments.at(-1) ?? [];
  const country = countries.find((words) => words.every((word, at) => last.at(at - words.length) === word));
  if (!country) return;
  const before = [...segments.slice(0, -1).flat(), ...last.slice(0, -country.length)];
  const [word = '', previous] = [before.at(-1), before.at(-2)];
  const isLastLine = stateLetters(word) ?? stateLetters(`${previous} ${word}`) ?? readZip(word).zip;
  if (isLastLine ?? readZip(`${previous} ${word}`).zip) dropWords(segments, country.length);
}

/** `PSC 3022 BOX 684 FPO AE 09397` without its comma. */
function divideAtPostOffice(segments: Segments): void {
  const last = segments.at(-1) ?? [];
  const at = last.findIndex(
    (word, index) => index > 0 && postOffices.has(word) && isMilitaryState(last[index + 1]),
  );
  if (at > 0) segments.push(last.splice(at));
}

/** A ZIP at the end. Without a state before it, it counts behind its own city or alone between commas, as others may be units. */
function takeZip(segments: Segments): Pick<LastLine, 'zip' | 'zipPlus4'> {
  const last = segments.at(-1) ?? [];
  for (const count of [2, 1]) {
    const zip = last.length < count ? {} : readZip(last.slice(-count).join(' '));
    if (!zip.zip) continue;
    const isAlone = last.length === count;
    const before = isAlone ? (segments.at(-2) ?? []) : last.slice(0, -count);
    const isBehindState = takeTrailingState([...before]) !== undefined || stateLetters(before.join(' '));
    const isKnown = findZip(zip.zip) && (isAlone || countWordsOfZip(before, zip.zip) > 0);
    if (before.length === 0 || !(isBehindState || isKnown)) continue;
    dropWords(segments, count);
    return zip;
  }
  return {};
}

/** A state behind other words, or one that stands between commas; `WASHINGTON 20020` is a city and no state. */
function takeState(segments: Segments, zip: string | undefined): string | undefined {
  const last = segments.at(-1) ?? [];
  const city = countWordsOfZip(last, zip);
  const before = [...segments.slice(0, -1).flat(), ...last.slice(0, -city)];
  if (city > 0 && countWordsOfZip(before, zip) === 0) return undefined;
  const whole = segments.length > (zip === undefined ? 2 : 1) ? stateLetters(last.join(' ')) : undefined;
  if (whole) {
    segments.pop();
    return whole;
  }
  const state = takeTrailingState(last);
  if (last.length === 0) segments.pop();
  return state;
}

function takeCity(
  segments: Segments,
  {
    state,
    zip,
    isApart,
  }: { readonly state: string | undefined; readonly zip: string | undefined; readonly isApart: boolean },
): readonly string[] | undefined {
  const last = segments.at(-1) ?? [];
  const isDelivery = last.some(hasDigit) || (isApart && isWholeStreet(last));
  if (segments.length > 1 && !isDelivery) return segments.pop();
  const count = countCityWords(last, { state, zip });
  if (count > 0) return dropWords(segments, count);
  const isOther = segments.length > 1 && !isDeliveryLine(last) && !readUnitLine(last);
  return isOther && !isApart ? segments.pop() : undefined;
}

/** Takes words off the end of the last part, and with its last word the part. */
function dropWords(segments: Segments, count: number): readonly string[] {
  const last = segments.at(-1) ?? [];
  const taken = last.splice(last.length - count);
  if (last.length === 0) segments.pop();
  return taken.filter((word) => word !== '#');
}
