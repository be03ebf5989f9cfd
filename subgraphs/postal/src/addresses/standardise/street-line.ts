import type { ChangeLog } from './change-log.ts';
import type { DeliveryPart } from './delivery-line.ts';
import { isRoadWord } from './highway-address.ts';
import type { LastLine } from './last-line.ts';
import { leadingNumber } from './primary-number.ts';
import { readPuertoRicanStreet } from './puerto-rico.ts';
import type { AddressComponents } from './standard-address.ts';
import { joinStreet, readStreet } from './street-address.ts';
import { readUnitBox, withoutRepeatedDesignators } from './unit-box.ts';
import { joinUnits, mergeUnits, unitComponents } from './unit-components.ts';
import { unitDesignator } from './unit-designators.ts';
import { type Unit, isWholeStreet, readUnitLine, takeUnits } from './unit-reading.ts';

interface StreetLine {
  readonly components: AddressComponents;
  readonly deliveryLine: string;
  readonly unitDoubt?: string | undefined;
}

interface Place {
  readonly lastLine: LastLine;
  readonly puertoRico: boolean;
  readonly log: ChangeLog;
}

/** A street address with its units, from its own line and the lines around it. Undefined where no street is left. */
export function readStreetLine(
  part: DeliveryPart,
  { lastLine, puertoRico, log }: Place,
): StreetLine | undefined {
  const given = withoutRepeatedDesignators(withoutRoadMarks(part.street));
  const leading = takeLeadingUnit(given);
  const number = leadingNumber(leading.rest);
  const words = leading.rest.slice(number?.words ?? 0);
  while (words[0] === '#') words.shift();
  const mailbox = takePrivateMailbox(words) ?? mailboxAround(part);
  const inStreet = takeUnits(words);
  const dangling = takeDanglingDesignator(words);
  const street = puertoRico ? readPuertoRicanStreet(words, log) : readStreet(words, log);
  if (!street || street.streetName === '') return undefined;

  const box = readAround(part, { primaryNumber: number?.number, zip: lastLine.zip }, log);
  const units = mergeUnits([...leading.units, ...inStreet], box.units);
  noteUnits(part, units, log);
  const unitParts = unitComponents(units);
  const pmb = mailbox && `PMB ${mailbox}`;
  return {
    components: {
      primaryNumber: number?.number,
      preDirectional: street.preDirectional,
      streetName: street.streetName,
      suffix: street.suffix,
      postDirectional: street.postDirectional,
      secondaryDesignator: unitParts.secondaryDesignator,
      secondaryNumber: unitParts.secondaryNumber,
      extraSecondaryDesignator: unitParts.extraSecondaryDesignator,
      extraSecondaryNumber: unitParts.extraSecondaryNumber,
      pmb: mailbox,
    },
    deliveryLine: [number?.number, joinStreet(street), joinUnits(unitParts), pmb].filter(Boolean).join(' '),
    unitDoubt: box.doubt ?? (units.length === 0 ? dangling : undefined),
  };
}

/** `HWY # 64` as `HWY 64`. */
function withoutRoadMarks(words: readonly string[]): readonly string[] {
  return words.filter(
    (word, index) => word !== '#' || !isRoadWord(words[index - 1]) || isWholeStreet(words.slice(1, index)),
  );
}

/** `APT 5 123 MAIN ST`: a unit in front of the number. */
function takeLeadingUnit(words: readonly string[]): {
  readonly units: readonly Unit[];
  readonly rest: string[];
} {
  const length = words[0] === '#' || unitDesignator(words[0])?.needsNumber ? 2 : 0;
  const rest = words.slice(length);
  const units =
    length > 0 && leadingNumber(rest) && isWholeStreet(rest.slice(1))
      ? readUnitLine(words.slice(0, length))
      : undefined;
  return units ? { units, rest } : { units: [], rest: [...words] };
}

/** Source: Publication 28, section 285. */
function takePrivateMailbox(words: string[]): string | undefined {
  const at = words.lastIndexOf('PMB');
  const number = words.slice(at + 1).filter((word) => word !== '#');
  if (at < 1 || number.length !== 1) return undefined;
  words.length = at;
  return number[0];
}

function mailboxAround(part: DeliveryPart): string | undefined {
  for (const words of [...part.before, ...part.after]) {
    if (words[0] === 'PMB') return words.find((word, index) => index > 0 && word !== '#');
  }
  return undefined;
}

/** A designator without its number at the end of a whole street. */
function takeDanglingDesignator(words: string[]): string | undefined {
  let dangling: string | undefined;
  while (words.length > 1) {
    const last = words.at(-1) ?? '';
    const isDangling =
      last === '#' || (unitDesignator(last)?.needsNumber === true && isWholeStreet(words.slice(0, -1)));
    if (!isDangling || (last !== '#' && unitDesignator(last)?.isWord)) break;
    dangling = last;
    words.length -= 1;
  }
  return dangling;
}

function readAround(
  part: DeliveryPart,
  known: { readonly primaryNumber: string | undefined; readonly zip: string | undefined },
  log: ChangeLog,
): { readonly units: readonly Unit[]; readonly doubt?: string | undefined } {
  const units = part.before.flatMap((words) => (words[0] === 'PMB' ? [] : (readUnitLine(words) ?? [])));
  let doubt: string | undefined;
  for (const words of part.after) {
    if (words[0] === 'PMB') continue;
    const box = readUnitBox(words, known, log);
    units.push(...box.units);
    doubt ??= box.doubt;
  }
  return { units, doubt };
}

function noteUnits(part: DeliveryPart, units: readonly Unit[], log: ChangeLog): void {
  const standard = joinUnits(unitComponents(units));
  if (standard === '') return;
  const given = [part.street, ...part.before, ...part.after].map((words) => words.join(' '));
  if (!given.some((line) => line.endsWith(standard)))
    log.note('secondaryNumber', undefined, standard, 'PUB28_213');
}
