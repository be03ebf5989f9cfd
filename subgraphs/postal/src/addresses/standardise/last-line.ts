import type { ChangeLog } from './change-log.ts';
import type { AddressInput } from './standard-address.ts';
import { stateLetters } from './states.ts';
import { wordsOf } from './tokens.ts';

export interface LastLine {
  readonly city?: string | undefined;
  readonly state?: string | undefined;
  readonly zip?: string | undefined;
  readonly zipPlus4?: string | undefined;
}

const longestStateName = 5;

const cityFirstWords: ReadonlyMap<string, string> = new Map([
  ['ST', 'SAINT'],
  ['FT', 'FORT'],
  ['MT', 'MOUNT'],
]);

/** City, state letters and ZIP from their own fields; a field that cannot be read is absent. Source: Publication 28, section 22. */
export function readLastLine(input: Pick<AddressInput, 'city' | 'state' | 'zip'>, log: ChangeLog): LastLine {
  const zip = readZip(input.zip ?? '');
  const statePart = wordsOf(input.state ?? '').join(' ');
  const cityWords = wordsOf(input.city ?? '').filter((word) => word !== '#');
  const state =
    stateLetters(statePart) ??
    (statePart === '' && cityWords.length > 1 ? takeTrailingState(cityWords) : undefined);
  if (state && statePart !== '') log.note('state', statePart, state, 'PUB28_B');
  return { city: standardCity(cityWords, log), state, ...zip };
}

/** Takes parts off the end that only repeat the last line. */
export function dropRepeatedLastLine(segments: string[][], lastLine: LastLine, log: ChangeLog): void {
  const cityWords = (lastLine.city ?? '').split(' ');
  const repeated = new Set([...cityWords, lastLine.state, lastLine.zip, 'ST', 'FT', 'MT', 'US', 'USA']);
  while (segments.length > 1) {
    const last = segments.at(-1) ?? [];
    const isRepeated = last.every(
      (word) =>
        repeated.has(word) || stateLetters(word) === lastLine.state || readZip(word).zip === lastLine.zip,
    );
    const isCity = cityWords.every(
      (word, index) => last[index] === word || cityFirstWords.get(last[index] ?? '') === word,
    );
    const isStateOrZip =
      last.length <= 2 &&
      last.every((word) => stateLetters(word) !== undefined || readZip(word).zip !== undefined);
    if (!isRepeated || !(isCity || isStateOrZip)) return;
    log.note('deliveryLine', last.join(' '), '', 'LAST_LINE_REPEATED');
    segments.pop();
  }
}

/** ZIP and add-on of a text that holds nothing else; empty for another text and without the add-on `0000`. */
export function readZip(text: string): { readonly zip?: string; readonly zipPlus4?: string } {
  const [, zip, plus4] = /^\s{0,9}(\d{5})[-–\s]{0,9}(\d{4})?\s{0,9}$/.exec(text) ?? [];
  if (!zip) return {};
  return plus4 && plus4 !== '0000' ? { zip, zipPlus4: plus4 } : { zip };
}

/** Takes a state off the end, behind at least one other word, or letters that stand alone. */
export function takeTrailingState(words: string[]): string | undefined {
  for (let length = Math.min(longestStateName, words.length); length >= 1; length -= 1) {
    const name = words.slice(-length).join(' ');
    const state = stateLetters(name);
    if (!state) continue;
    if (length === words.length && name !== state) return undefined;
    words.length -= length;
    return state;
  }
  return undefined;
}

/** A city with a saint, fort or mount spelled out; undefined for no words. */
export function standardCity(words: readonly string[], log: ChangeLog): string | undefined {
  const [first, ...rest] = words;
  if (first === undefined) return undefined;
  const whole = rest.length > 0 ? cityFirstWords.get(first) : undefined;
  const city = [whole ?? first, ...rest].join(' ');
  log.note('city', words.join(' '), city, 'CITY_SPELLED_OUT');
  return city;
}
