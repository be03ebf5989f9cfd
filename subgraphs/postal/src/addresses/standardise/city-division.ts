import { findZip, isCityOf } from '../zip-directory.ts';
import { directional } from './directionals.ts';
import { readHighway } from './highway-address.ts';
import { leadingNumber } from './primary-number.ts';
import { isRouteBoxWord } from './route-address.ts';
import { standardSuffix } from './suffixes.ts';
import { hasDigit } from './tokens.ts';
import { unitDesignator } from './unit-designators.ts';
import { readUnitLine, takeUnits } from './unit-reading.ts';

interface Around {
  readonly state: string | undefined;
  readonly zip: string | undefined;
}

const longestCity = 5;

/** First words of cities in their whole spelling. */
const wholeWords: ReadonlyMap<string, string> = new Map([
  ['ST', 'SAINT'],
  ['STE', 'SAINTE'],
  ['FT', 'FORT'],
  ['MT', 'MOUNT'],
  ['N', 'NORTH'],
  ['S', 'SOUTH'],
  ['E', 'EAST'],
  ['W', 'WEST'],
]);

/**
 * How many words at the end of a line without commas are the city: the city of the ZIP, or else the longest that the state has
 * behind a whole street, or else, where a ZIP follows, all words behind the street. 0 where none can be told.
 */
export function countCityWords(words: readonly string[], { state, zip }: Around): number {
  const ofZip = countWordsOfZip(words, zip);
  if (ofZip > 0 && ofZip < words.length) return ofZip;
  if (state === undefined) return 0;
  const lengths = Array.from({ length: Math.min(longestCity, words.length - 1) }, (_, index) => index + 1);
  const whole = lengths.filter((length) => isWholeDelivery(words.slice(0, -length)));
  const ofState = whole.findLast((length) => {
    const city = words.slice(-length);
    return isCityOf(cityKey(city), state) || isCityOf(lettersOf(city), state);
  });
  const behindStreet = zip === undefined ? undefined : whole.find((length) => isPlace(words.slice(-length)));
  return ofState ?? behindStreet ?? 0;
}

/** How many words at the end are the city of a ZIP; 0 where they are not or the ZIP is not known. */
export function countWordsOfZip(words: readonly string[], zip: string | undefined): number {
  const city = zip === undefined ? undefined : findZip(zip)?.city;
  if (city === undefined) return 0;
  const key = cityKey(city.split(' '));
  const most = Math.min(longestCity, words.length);
  for (let length = 1; length <= most; length += 1) if (cityKey(words.slice(-length)) === key) return length;
  return 0;
}

/** Whether words are a box, a route or a street to its end, or a unit. */
function isWholeDelivery(words: readonly string[]): boolean {
  const last = words.at(-1);
  if (hasDigit(last) && isRouteBoxWord(words.at(-2))) return true;
  if ((words[0] === '#' || unitDesignator(words[0])) && readUnitLine(words)) return true;
  const left = words.slice(leadingNumber(words)?.words ?? 0);
  if (takeUnits(left).length > 0) return true;
  if (left.length < 2) return false;
  const end = left.at(-1);
  return (
    directional(end) !== undefined ||
    standardSuffix(end ?? '') !== undefined ||
    readHighway(left) !== undefined
  );
}

function isPlace(words: readonly string[]): boolean {
  return words.every((word) => /^[A-Z-]{2,}$/.test(word));
}

/** The letters of a city, its first word whole, by which its spellings are equal. */
function cityKey([first = '', ...rest]: readonly string[]): string {
  return lettersOf([wholeWords.get(first) ?? first, ...rest]);
}

function lettersOf(words: readonly string[]): string {
  return words.join('').replace(/[^A-Z0-9]/g, '');
}
