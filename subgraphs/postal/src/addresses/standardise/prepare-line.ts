import { isRoadWord } from './highway-address.ts';
import { leadingNumber } from './primary-number.ts';
import { isNumberMark, segmentsOf, wordsOf } from './tokens.ts';
import { unitDesignator } from './unit-designators.ts';
import { isWholeStreet } from './unit-reading.ts';

const attention = /\b(?:c\/o|attn|attention:|care of)(?![\w-])/i;
/** Signs that a line holds what most do not; the rest is only looked for then. */
const unusual = /c\/o|attn|attention|care of|\bn(?:o|um|umber|br)\b|-market/i;
const roadOfFarms = /^(?:FARM|RANCH)-TO-MARKET$/;
const spelledNumbers: readonly string[] = 'ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN'.split(' ');

/** The parts of an address line as words, without whom it is for: `C/O JANE ROE` is no address and is not kept. */
export function partsOf(line: string | null | undefined): readonly string[][] {
  const text = line ?? '';
  const parts = unusual.test(text) ? unusualParts(text) : segmentsOf(text).map(wordsOf);
  return parts.filter((words) => words.length > 0);
}

function unusualParts(text: string): readonly string[][] {
  const divided = text.replace(new RegExp(attention, 'gi'), ',$&');
  return segmentsOf(divided).map((part) => withNumberMarks(withoutAttention(part)));
}

/** `ONE CITY HALL PLZ` as `1 CITY HALL PLZ`, where no part begins with a house number in digits. */
export function withSpelledNumber(segments: readonly string[][]): readonly string[][] {
  const [first = [], ...rest] = segments;
  const number = spelledNumbers.indexOf(first[0] ?? '') + 1;
  const street = first.slice(1);
  if (number === 0 || !isWholeStreet(street) || rest.some((words) => leadingNumber(words))) return segments;
  return [[String(number), ...street], ...rest];
}

function withoutAttention(part: string): string[] {
  const words = wordsOf(part).flatMap((word) => (roadOfFarms.test(word) ? word.split('-') : [word]));
  if (!attention.test(part)) return words;
  const at = words.findIndex(
    (_word, index) => leadingNumber(words.slice(index)) && isWholeStreet(words.slice(index + 1)),
  );
  return at < 0 ? [] : words.slice(at);
}

/** `APT NO 4` as `APT # 4`, and so behind a whole street; a road's number needs no mark. */
function withNumberMarks(words: string[]): string[] {
  return words.flatMap((word, index) => {
    if (word === '#' || !isNumberMark(words, index)) return [word];
    const before = words[index - 1];
    if (isRoadWord(before)) return [];
    const isAfterStreet = index === words.length - 2 && isWholeStreet(words.slice(1, index));
    return index === 0 || unitDesignator(before) || isAfterStreet ? ['#'] : [word];
  });
}
