import type { ChangeLog } from './change-log.ts';
import type { AddressComponents, AddressKind } from './standard-address.ts';
import { hasDigit, isNumberMark } from './tokens.ts';

/** A delivery line that was read whole, with the words that were left over behind it. */
export interface DeliveryReading {
  readonly kind: AddressKind;
  readonly components: AddressComponents;
  readonly deliveryLine: string;
}

/** Words that stand for a post office box, longest first. Source: Publication 28, sections 281 and 282. */
const boxNames: readonly (readonly string[])[] = [
  ['POST', 'OFFICE', 'BOX'],
  ['POST', 'OFFICE', 'DRAWER'],
  ['POST', 'OFC', 'BOX'],
  ['P', 'O', 'BOX'],
  ['P', 'O', 'DRAWER'],
  ['P', '0', 'BOX'],
  ['CALLER', 'SERVICE'],
  ['POSTAL', 'BOX'],
  ['P0', 'BOX'],
  ['PO', 'DRAWER'],
  ['PO', 'LOCKBOX'],
  ['PO', 'BOX'],
  ['PO', 'BX'],
  ['P', 'BOX'],
  ['FIRM', 'CALLER'],
  ['LOCK', 'BOX'],
  ['APARTADO', 'POSTAL'],
  ['POBOX'],
  ['POB'],
  ['LOCKBOX'],
  ['CALLER'],
  ['DRAWER'],
  ['APARTADO'],
  ['BOX'],
  ['BIN'],
];

const boxWords = new Set(boxNames.flat());
const firstBoxWords = new Set(boxNames.map(([first]) => first));

const generalDelivery = new Set([
  'GENERAL DELIVERY',
  'GEN DELIVERY',
  'GENERAL DEL',
  'GEN DEL',
  'GENERAL DLVRY',
  'LISTA DE CORREOS',
]);

/** A post office box in any of its names as `PO BOX n`; leading zeros stay, because they count. Source: Publication 28, section 28. */
export function readPostOfficeBox(words: readonly string[], log: ChangeLog): DeliveryReading | undefined {
  for (let from = 0; from < words.length; from += 1) {
    const named = firstBoxWords.has(words[from]) ? boxNameAt(words, from) : undefined;
    if (!named) continue;
    const marked = isNumberMark(words, from + named.length) ? 1 : 0;
    const number = words[from + named.length + marked];
    if (!isBoxNumber(number)) continue;
    if (from > 0 && !isWholeName(named)) continue;
    const end = from + named.length + marked + 1;
    if (from === 0 && end < words.length && !isWholeName(named)) continue;
    const deliveryLine = `PO BOX ${number}`;
    log.note('deliveryLine', words.slice(from, end).join(' '), deliveryLine, 'PUB28_28');
    if (from > 0) log.note('deliveryLine', words.slice(0, from).join(' '), deliveryLine, 'PUB28_215');
    if (end < words.length) log.note('deliveryLine', words.slice(end).join(' '), deliveryLine, 'PUB28_215');
    return { kind: 'PO_BOX', components: { boxNumber: number }, deliveryLine };
  }
  return undefined;
}

/** `GENERAL DELIVERY` in its usual spellings. Source: Publication 28, section 26. */
export function readGeneralDelivery(words: readonly string[], log: ChangeLog): DeliveryReading | undefined {
  const line = words.join(' ');
  if (!generalDelivery.has(line)) return undefined;
  log.note('deliveryLine', line, 'GENERAL DELIVERY', 'PUB28_26');
  return { kind: 'GENERAL_DELIVERY', components: {}, deliveryLine: 'GENERAL DELIVERY' };
}

/** Whether a word may be part of the name of a post office box. */
export function isBoxWord(word: string): boolean {
  return boxWords.has(word);
}

function boxNameAt(words: readonly string[], from: number): readonly string[] | undefined {
  return boxNames.find((name) => name.every((word, offset) => words[from + offset] === word));
}

/** Whether the name means a post office box wherever it stands; `BOX`, `BIN` and their like only mean it alone. */
function isWholeName(name: readonly string[]): boolean {
  return name.length > 1 || name[0] === 'POBOX' || name[0] === 'POB';
}

function isBoxNumber(word: string | undefined): word is string {
  return word !== undefined && word !== '#' && (hasDigit(word) || /^[A-Z]{1,2}$/.test(word));
}
