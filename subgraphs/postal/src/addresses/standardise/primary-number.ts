import { isCompactRoad } from './highway-address.ts';
import { hasDigit, isOrdinal } from './tokens.ts';

/** A house number and how many words it took. */
export interface PrimaryNumber {
  readonly number: string;
  readonly words: number;
}

/**
 * The house number a line begins with: digits, a hyphen or letters that count (`112-10`, `N6W23001`, `A17`), and a
 * fraction behind it. Undefined for `3RD ST`, `39.2 RD` and `I10`. Source: Publication 28, sections 222 and D1.
 */
export function leadingNumber(words: readonly string[]): PrimaryNumber | undefined {
  const [first = '', second] = words;
  if (!hasDigit(first) || isOrdinal(first) || first.includes('/') || first.includes('.') || first.length > 12)
    return undefined;
  if (words.length > 1 ? isCompactRoad(first) && !hasStreetBehind(words) : isCompactRoad(first))
    return undefined;
  if (/^[NS]\d+$/.test(first) && /^[EW]\d+$/.test(second ?? ''))
    return { number: `${first}${second}`, words: 2 };
  const plain = first.replace(/^0+(?=\d+$)/, '');
  if (second !== undefined && /^\d{1,2}\/\d{1,2}$/.test(second))
    return { number: `${plain} ${second}`, words: 2 };
  if (
    second !== undefined &&
    words.length > 3 &&
    isNumberLetter(second) &&
    /^\d+$/.test(first) &&
    isDirectionLetter(words[2])
  ) {
    return { number: plain + second, words: 2 };
  }
  return { number: plain, words: 1 };
}

function hasStreetBehind(words: readonly string[]): boolean {
  return (
    words.length > 2 && !hasDigit(words[1]) && /^[A-Z]{3,}$/.test(words[1] ?? '') && words[1] !== 'BYPASS'
  );
}

/** In `1400 A N BEAUREGARD ST` the letter before the directional belongs to the number. */
function isNumberLetter(word: string): boolean {
  return /^[A-Z]$/.test(word) && !isDirectionLetter(word);
}

function isDirectionLetter(word: string | undefined): boolean {
  return word === 'N' || word === 'S' || word === 'E' || word === 'W';
}
