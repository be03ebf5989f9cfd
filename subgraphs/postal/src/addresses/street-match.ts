import type { SuggestionReason } from './address-check.ts';
import { foldStreetName } from './household-key.ts';
import { spellingDistance } from './spelling-distance.ts';
import type { AddressComponents } from './standardise/standard-address.ts';
import { createChangeLog } from './standardise/change-log.ts';
import { type StreetReading, readStreet } from './standardise/street-address.ts';

export interface StreetMatch {
  readonly reason: Extract<SuggestionReason, 'SPELLING' | 'DIRECTIONAL' | 'SUFFIX'>;
  /** 0 to 1. */
  readonly score: number;
  /** Only parts that the person left out differ, so that nothing given is contradicted. */
  readonly onlyAdds: boolean;
}

const lettersPerSlip = 4;
const mostSlips = 2;

/** How a street of the register is like the street given; undefined where it is another street or the same. */
export function matchStreet(given: AddressComponents, registered: string): StreetMatch | undefined {
  const street = readStreet(registered.split(' '), createChangeLog());
  if (!street || given.streetName === undefined) return undefined;
  const [name, other] = [foldStreetName(given.streetName), foldStreetName(street.streetName)];
  const slips = spellingDistance(name, other, Math.min(mostSlips, Math.floor(name.length / lettersPerSlip)));
  if (slips === undefined || (slips > 0 && /\d/.test(name + other))) return undefined;
  const directionals =
    difference(given.preDirectional, street.preDirectional) +
    difference(given.postDirectional, street.postDirectional);
  const suffixes = difference(given.suffix, street.suffix);
  if (slips + directionals + suffixes === 0) return undefined;
  const reason = slips > 0 ? 'SPELLING' : directionals > 0 ? 'DIRECTIONAL' : 'SUFFIX';
  const score = 1 - 0.15 * slips - 0.1 * directionals - 0.1 * suffixes;
  return { reason, score, onlyAdds: slips === 0 && contradictsNothing(given, street) };
}

function difference(one: string | undefined, other: string | undefined): number {
  if (one === other) return 0;
  return one === undefined || other === undefined ? 0.5 : 1;
}

function contradictsNothing(given: AddressComponents, street: StreetReading): boolean {
  return (['preDirectional', 'suffix', 'postDirectional'] as const).every(
    (part) => given[part] === undefined || given[part] === street[part],
  );
}
