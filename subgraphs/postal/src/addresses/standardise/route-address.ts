import type { DeliveryReading } from './box-address.ts';
import type { ChangeLog } from './change-log.ts';
import { hasDigit } from './tokens.ts';

interface RouteForm {
  readonly names: readonly (readonly string[])[];
  readonly standard: 'RR' | 'HC';
  /** A name that is also a road or a highway means a mail route only where a box follows. */
  readonly ambiguous: ReadonlySet<string>;
}

/** Source: Publication 28, sections 24 and 25. */
const forms: readonly RouteForm[] = [
  {
    standard: 'RR',
    names: [
      ['RURAL', 'FREE', 'DELIVERY'],
      ['RURAL', 'ROUTE'],
      ['RURAL', 'RTE'],
      ['RURAL', 'RT'],
      ['RURAL', 'DELIVERY'],
      ['RFD', 'ROUTE'],
      ['RFD', 'RTE'],
      ['RFD', 'RT'],
      ['RD', 'ROUTE'],
      ['RD', 'RTE'],
      ['R', 'R'],
      ['R', 'F', 'D'],
      ['R', 'D'],
      ['RR'],
      ['RFD'],
      ['RD'],
      ['ROUTE'],
      ['RTE'],
      ['RT'],
    ],
    ambiguous: new Set(['RD', 'ROUTE', 'RTE', 'RT', 'R']),
  },
  {
    standard: 'HC',
    names: [
      ['HIGHWAY', 'CONTRACT', 'ROUTE'],
      ['HIGHWAY', 'CONTRACT'],
      ['STAR', 'ROUTE'],
      ['STAR', 'RTE'],
      ['STAR', 'RT'],
      ['HC', 'ROUTE'],
      ['HC', 'RTE'],
      ['HC'],
      ['HCR'],
      ['H', 'C', 'R'],
      ['H', 'C'],
      ['SR'],
    ],
    ambiguous: new Set(['SR']),
  },
];

/** `RR 2 BOX 152` or `HC 68 BOX 23A`; street names beside the route are left out. Undefined for a line that is no route. */
export function readRoute(words: readonly string[], log: ChangeLog): DeliveryReading | undefined {
  const given = divideCompactRoute(words);
  for (const form of forms) {
    const reading = readForm(given, form) ?? readForm(boxLast(given), form);
    if (!reading) continue;
    const section = form.standard === 'RR' ? 'PUB28_24' : 'PUB28_25';
    log.note('deliveryLine', words.join(' '), reading.deliveryLine, section);
    return reading;
  }
  return undefined;
}

function readForm(words: readonly string[], form: RouteForm): DeliveryReading | undefined {
  const name = form.names.find((candidate) => candidate.every((word, index) => words[index] === word));
  if (!name) return undefined;
  const marked = isMark(words[name.length]) ? 1 : 0;
  const route = words[name.length + marked];
  if (!isRouteNumber(route)) return undefined;
  const routeNumber = withoutLeadingZeros(route);
  const box = boxAfter(words, name.length + marked + 1);
  const kind = form.standard === 'RR' ? 'RURAL_ROUTE' : 'HIGHWAY_CONTRACT';
  if (box) {
    const components = { routeNumber, boxNumber: box };
    return { kind, components, deliveryLine: `${form.standard} ${routeNumber} BOX ${box}` };
  }
  const isWholeLine = words.length === name.length + marked + 1;
  if (!isWholeLine || form.ambiguous.has(name[0] ?? '')) return undefined;
  return { kind, components: { routeNumber }, deliveryLine: `${form.standard} ${routeNumber}` };
}

function boxAfter(words: readonly string[], from: number): string | undefined {
  let at = from;
  const isNamed = isRouteBoxWord(words[at]);
  if (isNamed) at += 1;
  const isMarked = isMark(words[at]);
  if (isMarked) at += 1;
  if (!isNamed && !isMarked) return undefined;
  const number = words[at];
  if (number === undefined || !(hasDigit(number) || number.length === 1)) return undefined;
  return withoutLeadingZeros(number);
}

/** `BOX 152 RR 2` as `RR 2 BOX 152`; other words as they are. */
export function boxLast(words: readonly string[]): readonly string[] {
  if (!isRouteBoxWord(words[0])) return words;
  const end = isMark(words[1]) ? 3 : 2;
  return [...words.slice(end), ...words.slice(0, end)];
}

/** Whether a word names the box on a route or at a post; `BUZON` is Puerto Rico's. */
export function isRouteBoxWord(word: string | undefined): boolean {
  return word === 'BOX' || word === 'BX' || word === 'BUZON';
}

function divideCompactRoute(words: readonly string[]): readonly string[] {
  const [, name, number] = /^(RR|HC|HCR|RFD)-?(\d+[A-Z]?)$/.exec(words[0] ?? '') ?? [];
  return name && number ? [name, number, ...words.slice(1)] : words;
}

function isMark(word: string | undefined): boolean {
  return word === '#' || word === 'NO' || word === 'NUMBER';
}

function isRouteNumber(word: string | undefined): word is string {
  return word !== undefined && /^\d{1,4}[A-Z]?$/.test(word);
}

function withoutLeadingZeros(number: string): string {
  return number.replace(/^0+(?=\d)/, '');
}
