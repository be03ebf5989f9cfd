import { isBoxWord } from './box-address.ts';
import { type ChangeLog, createChangeLog } from './change-log.ts';
import { type DeliveryPart, findDeliveryPart, isDeliveryLine } from './delivery-line.ts';
import { directional } from './directionals.ts';
import { inputOf, joinLastLine } from './format-address.ts';
import { isRoadWord } from './highway-address.ts';
import { type LastLine, dropRepeatedLastLine, readLastLine } from './last-line.ts';
import { partsOf, withSpelledNumber } from './prepare-line.ts';
import { isPuertoRico, readUrbanization, takeUrbanization, withNumberFirst } from './puerto-rico.ts';
import type { AddressComponents, AddressInput, StandardAddress, Unparseable } from './standard-address.ts';
import { leadingState } from './states.ts';
import { readStreetLine } from './street-line.ts';
import { standardSuffix } from './suffixes.ts';
import { takeLastLine } from './take-last-line.ts';
import { wordsOf } from './tokens.ts';
import { unitDesignator } from './unit-designators.ts';

const longestField = 160;
const mostRounds = 4;

/** The parts by which two readings of one line may differ. */
const componentNames = [
  'primaryNumber',
  'preDirectional',
  'streetName',
  'suffix',
  'postDirectional',
  'secondaryDesignator',
  'secondaryNumber',
  'extraSecondaryDesignator',
  'extraSecondaryNumber',
  'pmb',
  'boxNumber',
  'routeNumber',
  'urbanization',
] as const;

/**
 * An address in the standard form of Publication 28 (October 2023), read from right to left. It asks nothing outside and
 * does not know whether the address exists. Refuses an input without a delivery line and fields over 160 characters.
 */
export function standardise(input: AddressInput): StandardAddress | Unparseable {
  if (isTooLong(input)) return unparseable('TOO_LONG');
  const address = readOnce(input);
  return address.kind === 'UNPARSEABLE' || isPlain(address) ? address : settle(address);
}

/** A standard form must be its own standard form; what reads otherwise a second time is read until it settles. */
function settle(first: StandardAddress): StandardAddress | Unparseable {
  let address = first;
  for (let round = 0; round < mostRounds; round += 1) {
    const again = readOnce(inputOf(address));
    if (again.kind === 'UNPARSEABLE') return again;
    if (again.deliveryLine === address.deliveryLine && sameParts(again, address)) return address;
    const changes = [...address.changes, ...again.changes];
    address = { ...again, firm: first.firm, changes, unitDoubt: first.unitDoubt ?? again.unitDoubt };
  }
  return unparseable('NO_DELIVERY_LINE');
}

/**
 * A numbered street with its suffix reads one way only, if no word of its name means anything else and its unit, where it has one, is a
 * number behind a usual designator.
 */
function isPlain({ kind, components, unitDoubt }: StandardAddress): boolean {
  const { primaryNumber, suffix, pmb, streetName = '' } = components;
  return (
    (kind === 'STREET' || (kind === 'HIGHRISE' && unitDoubt === undefined && isPlainUnit(components))) &&
    primaryNumber !== undefined &&
    suffix !== undefined &&
    pmb === undefined &&
    streetName.split(' ').every(isOnlyAName)
  );
}

function isPlainUnit({
  suffix,
  secondaryDesignator: designator,
  secondaryNumber = '',
  extraSecondaryDesignator,
}: AddressComponents): boolean {
  return (
    extraSecondaryDesignator === undefined &&
    (designator === 'APT' || designator === 'UNIT' || designator === 'STE' || designator === '#') &&
    /^\d{1,5}$/.test(secondaryNumber) &&
    unitDesignator(suffix) === undefined
  );
}

function isOnlyAName(word: string): boolean {
  const meaning =
    unitDesignator(word) ?? standardSuffix(word) ?? directional(word) ?? leadingState([word], 0);
  return (
    meaning === undefined &&
    /^[A-Z]{3,}$/.test(word) &&
    word !== 'PMB' &&
    !isBoxWord(word) &&
    !isRoadWord(word)
  );
}

function sameParts(a: StandardAddress, b: StandardAddress): boolean {
  return componentNames.every((name) => a.components[name] === b.components[name]);
}

function readOnce(input: AddressInput): StandardAddress | Unparseable {
  const log = createChangeLog();
  const segments = [...partsOf(input.line1), ...partsOf(input.line2)];
  if (segments.length === 0) return unparseable('EMPTY');

  const lastLine = lastLineOf(input, segments, log);
  const urbanization = takeUrbanizationOf(input, segments, lastLine, log);
  const part = findDeliveryPart(deliverySegments(segments, lastLine), lastLine, log);
  if (!part) return unparseable('NO_DELIVERY_LINE');
  return assemble(part, { input, lastLine, urbanization, log });
}

function deliverySegments(segments: readonly string[][], { state, zip }: LastLine): readonly string[][] {
  return isPuertoRico(state, zip) ? segments.map(withNumberFirst) : withSpelledNumber(segments);
}

interface Around {
  readonly input: AddressInput;
  readonly lastLine: LastLine;
  readonly urbanization: string | undefined;
  readonly log: ChangeLog;
}

function assemble(
  part: DeliveryPart,
  { input, lastLine, urbanization, log }: Around,
): StandardAddress | Unparseable {
  const firm = firmOf(input, part, log);
  if (part.reading) {
    const { kind, components, deliveryLine } = part.reading;
    const zipPlus4 = kind === 'GENERAL_DELIVERY' && lastLine.zip ? '9999' : lastLine.zipPlus4;
    const whole = wholeComponents(components, { ...lastLine, zipPlus4 }, urbanization);
    return {
      kind,
      components: whole,
      firm,
      deliveryLine,
      lastLine: joinLastLine(whole),
      changes: log.changes,
    };
  }
  const read = readStreetLine(part, {
    lastLine,
    puertoRico: isPuertoRico(lastLine.state, lastLine.zip),
    log,
  });
  if (!read) return unparseable('NO_DELIVERY_LINE');
  const components = wholeComponents(read.components, lastLine, urbanization);
  return {
    kind: components.secondaryDesignator ? 'HIGHRISE' : 'STREET',
    components,
    firm,
    deliveryLine: read.deliveryLine,
    lastLine: joinLastLine(components),
    changes: log.changes,
    unitDoubt: read.unitDoubt,
  };
}

/** All parts by name, so that every address has the same shape: engines read and copy such objects several times as fast. */
function wholeComponents(
  delivery: AddressComponents,
  { city, state, zip, zipPlus4 }: LastLine,
  urbanization: string | undefined,
): AddressComponents {
  return {
    primaryNumber: delivery.primaryNumber,
    preDirectional: delivery.preDirectional,
    streetName: delivery.streetName,
    suffix: delivery.suffix,
    postDirectional: delivery.postDirectional,
    secondaryDesignator: delivery.secondaryDesignator,
    secondaryNumber: delivery.secondaryNumber,
    extraSecondaryDesignator: delivery.extraSecondaryDesignator,
    extraSecondaryNumber: delivery.extraSecondaryNumber,
    pmb: delivery.pmb,
    boxNumber: delivery.boxNumber,
    routeNumber: delivery.routeNumber,
    militaryUnitType: delivery.militaryUnitType,
    urbanization,
    city,
    state,
    zip,
    zipPlus4,
  };
}

function lastLineOf(input: AddressInput, segments: string[][], log: ChangeLog): LastLine {
  const given = [input.city, input.state, input.zip].some((field) => field != null && field.trim() !== '');
  if (!given) return takeLastLine(segments, log);
  const lastLine = readLastLine(input, log);
  dropRepeatedLastLine(segments, lastLine, log);
  return lastLine;
}

function takeUrbanizationOf(
  input: AddressInput,
  segments: string[][],
  lastLine: LastLine,
  log: ChangeLog,
): string | undefined {
  if (!isPuertoRico(lastLine.state, lastLine.zip)) return undefined;
  const own = readUrbanization(wordsOf(input.urbanization ?? ''));
  for (const [at, words] of segments.entries()) {
    const taken = takeUrbanization(words);
    if (!taken) continue;
    if (taken.rest.length === 0 && segments.length === 1) continue;
    segments.splice(at, 1, ...(taken.rest.length > 0 ? [[...taken.rest]] : []));
    log.note('urbanization', undefined, own ?? taken.name, 'PUB28_29');
    return own ?? taken.name;
  }
  return own;
}

/** The firm's own field, or a line above the street that is neither unit nor street. */
function firmOf(input: AddressInput, part: DeliveryPart, log: ChangeLog): string | undefined {
  const own = wordsOf(input.firm ?? '').filter((word) => word !== '#');
  const firmLines: string[] = [];
  for (const words of part.before) {
    if (isDeliveryLine(words)) log.note('deliveryLine', words.join(' '), '', 'PUB28_215');
    else if (!words.some((word) => /\d|#/.test(word))) firmLines.push(words.join(' '));
  }
  const firm = own.length > 0 ? own.join(' ') : firmLines.join(' ');
  return firm === '' ? undefined : firm;
}

function isTooLong(input: AddressInput): boolean {
  const { firm, line1, line2, city, state, zip, urbanization } = input;
  return (
    isLong(line1) ||
    isLong(line2) ||
    isLong(city) ||
    isLong(state) ||
    isLong(zip) ||
    isLong(firm) ||
    isLong(urbanization)
  );
}

function isLong(field: string | null | undefined): boolean {
  return field != null && field.length > longestField;
}

function unparseable(reason: Unparseable['reason']): Unparseable {
  return { kind: 'UNPARSEABLE', reason };
}
