import type { ChangeLog } from './change-log.ts';
import type { StreetReading } from './street-address.ts';
import { standardSuffix } from './suffixes.ts';
import { hasDigit } from './tokens.ts';

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

/** The urbanization that words begin with, without `URB`, and the words behind it; undefined where they do not. */
export function takeUrbanization(
  words: readonly string[],
): { readonly name: string; readonly rest: readonly string[] } | undefined {
  if (!urbanizationWords.has(words[0] ?? '')) return undefined;
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
