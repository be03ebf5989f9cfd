import type { ChangeLog } from './change-log.ts';
import type { StreetReading } from './street-address.ts';
import { standardSuffix } from './suffixes.ts';
import { hasDigit, isNumberMark } from './tokens.ts';
import { unitDesignator } from './unit-designators.ts';

const urbanizationWords = new Set(['URB', 'URBANIZACION', 'URBANIZATION']);

/** Spanish street words and their forms; they come before the name and are never translated. Source: Publication 28, section 29 and appendix I. */
const streetWords: ReadonlyMap<string, string> = new Map([
  ['CALLE', 'CALLE'],
  ['CLL', 'CALLE'],
  ['CLLE', 'CALLE'],
  ['CAL', 'CALLE'],
  ['AVENIDA', 'AVE'],
  ['AVE', 'AVE'],
  ['AV', 'AVE'],
  ['CARRETERA', 'CARR'],
  ['CARR', 'CARR'],
  ['CALLEJON', 'CALLEJON'],
  ['CAMINO', 'CAMINO'],
  ['PASEO', 'PASEO'],
  ['BOULEVARD', 'BLVD'],
  ['BLVD', 'BLVD'],
]);

/** What else is numbered: kilometres, blocks, sectors and routes. */
const countedWords = new Set(['KM', 'BLQ', 'BLOQUE', 'BLK', 'SECTOR', 'RAMAL', 'BOX', 'BUZON', 'HC', 'RR']);

/** The urbanization that words name first or last, without `URB`, and the other words; undefined where they name none. */
export function takeUrbanization(
  words: readonly string[],
): { readonly name: string; readonly rest: readonly string[] } | undefined {
  const at = words.findIndex((word) => urbanizationWords.has(word));
  if (at < 0) return undefined;
  if (at > 0) {
    const name = words.slice(at + 1).join(' ');
    return name === '' ? undefined : { name, rest: words.slice(0, at) };
  }
  const numberAt = words.findIndex((word, index) => index > 1 && hasDigit(word) && index < words.length - 1);
  const end = numberAt < 0 ? words.length : numberAt;
  const name = words
    .slice(1, end)
    .filter((word) => word !== '#')
    .join(' ');
  return name === '' ? undefined : { name, rest: words.slice(end) };
}

/** The urbanization of its own field, with or without `URB`. */
export function readUrbanization(words: readonly string[]): string | undefined {
  const name = (urbanizationWords.has(words[0] ?? '') ? words.slice(1) : words)
    .filter((word) => word !== '#')
    .join(' ');
  return name === '' ? undefined : name;
}

/** `CALLE LUNA 150` and `CALLE LUNA # 150` with the house number in front, where it stands for the post; other words as they are. */
export function withNumberFirst(words: readonly string[]): string[] {
  if (!streetWords.has(words[0] ?? '')) return [...words];
  const at = words.findIndex(
    (word, index) => index > 1 && hasDigit(word) && /[A-Z0-9]/.test(word) && !beforeNumber(words, index - 1),
  );
  if (at < 0) return [...words];
  // Behind a name `NO` marks a number, behind a number it is north-west.
  const isMarked = words[at - 1] === '#' || (isNumberMark(words, at - 1) && !hasDigit(words[at - 2]));
  return [words[at] ?? '', ...words.slice(0, isMarked ? at - 1 : at), ...words.slice(at + 1)];
}

/** Whether the word before a number says that it counts something else than houses. */
function beforeNumber(words: readonly string[], at: number): boolean {
  const word = words[at] === '#' ? words[at - 1] : words[at];
  return unitDesignator(word) !== undefined || countedWords.has(word ?? '');
}

/** Whether an address lies in Puerto Rico by its state or its ZIP (006, 007, 009). */
export function isPuertoRico(state: string | undefined, zip: string | undefined): boolean {
  return state === 'PR' || (state === undefined && /^00[679]/.test(zip ?? ''));
}

/** A street of Puerto Rico: the Spanish word stays in front, and nothing is a directional. */
export function readPuertoRicanStreet(words: readonly string[], log: ChangeLog): StreetReading {
  const [first = '', ...rest] = words;
  const spanish = rest.length > 0 ? streetWords.get(first) : undefined;
  if (spanish) {
    log.note('streetName', first, spanish, 'PUB28_I');
    return { streetName: [spanish, ...rest].join(' ') };
  }
  const suffix = rest.length > 0 ? standardSuffix(rest.at(-1) ?? '') : undefined;
  if (!suffix) return { streetName: words.join(' ') };
  log.note('suffix', rest.at(-1), suffix, 'PUB28_C1');
  return { streetName: words.slice(0, -1).join(' '), suffix };
}
