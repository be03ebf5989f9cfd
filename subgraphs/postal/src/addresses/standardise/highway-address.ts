import { directional, joinedDirectional } from './directionals.ts';
import { leadingState } from './states.ts';
import { fullSuffix, standardSuffix } from './suffixes.ts';
import { hasDigit } from './tokens.ts';

/** The street part of an address on a numbered road. */
export interface HighwayReading {
  readonly preDirectional?: string | undefined;
  /** e.g. `US HIGHWAY 41`. */
  readonly streetName: string;
  readonly suffix?: string | undefined;
  readonly postDirectional?: string | undefined;
}

const highway = ['HIGHWAY', 'HWY', 'HIWAY', 'HIGHWY', 'HIWY', 'HWAY'];
const road = ['ROAD', 'RD'];
const route = ['ROUTE', 'RTE', 'RT'];
const county = ['COUNTY', 'CNTY', 'CTY', 'CO'];
const state = ['STATE', 'ST'];
const township = ['TOWNSHIP', 'TWP'];

interface RoadType {
  /** For each word its spellings. */
  readonly words: readonly (readonly string[])[];
  readonly standard: string;
  /** Road numbers of this type may be letters, as in `COUNTY ROAD AA`. */
  readonly letters: boolean;
}

/** Source: Publication 28, section 237 and appendix F; the service and tribal roads after them are common usage. */
const roadTypes: readonly RoadType[] = [
  { words: [['FARM'], ['TO'], ['MARKET'], road], standard: 'FM', letters: false },
  { words: [['FARM'], ['TO'], ['MARKET']], standard: 'FM', letters: false },
  { words: [highway, ['FM']], standard: 'FM', letters: false },
  { words: [['FM'], road], standard: 'FM', letters: false },
  { words: [['FM']], standard: 'FM', letters: false },
  { words: [['RANCH'], ['TO'], ['MARKET'], road], standard: 'RM', letters: false },
  { words: [['RANCH'], ['TO'], ['MARKET']], standard: 'RM', letters: false },
  { words: [['RM']], standard: 'RM', letters: false },
  { words: [['RANCH'], road], standard: 'RANCH ROAD', letters: false },
  { words: [['UNITED'], ['STATES'], [...highway, ...route]], standard: 'US HIGHWAY', letters: false },
  { words: [['U'], ['S'], [...highway, ...route]], standard: 'US HIGHWAY', letters: false },
  { words: [['US'], [...highway, ...route]], standard: 'US HIGHWAY', letters: false },
  { words: [['U'], ['S']], standard: 'US HIGHWAY', letters: false },
  { words: [['US']], standard: 'US HIGHWAY', letters: false },
  { words: [['INTERSTATE', 'I', 'IH'], highway], standard: 'INTERSTATE', letters: false },
  { words: [['INTERSTATE', 'I', 'IH']], standard: 'INTERSTATE', letters: false },
  { words: [county, highway], standard: 'COUNTY HIGHWAY', letters: true },
  { words: [county, road], standard: 'COUNTY ROAD', letters: true },
  { words: [county, route], standard: 'COUNTY ROUTE', letters: true },
  { words: [['CR']], standard: 'COUNTY ROAD', letters: false },
  { words: [['CTH']], standard: 'COUNTY HIGHWAY', letters: true },
  { words: [['PR']], standard: 'PRIVATE ROAD', letters: false },
  { words: [['FARM'], road], standard: 'FARM ROAD', letters: false },
  { words: [state, highway], standard: 'STATE HIGHWAY', letters: true },
  { words: [state, road], standard: 'STATE ROAD', letters: true },
  { words: [state, route], standard: 'STATE ROUTE', letters: true },
  { words: [['SR']], standard: 'STATE ROAD', letters: true },
  { words: [township, road], standard: 'TOWNSHIP ROAD', letters: true },
  { words: [township, highway], standard: 'TOWNSHIP HIGHWAY', letters: true },
  { words: [['TSR', 'TR']], standard: 'TOWNSHIP ROAD', letters: false },
  { words: [['FOREST'], ['SERVICE'], road], standard: 'FOREST SERVICE ROAD', letters: false },
  {
    words: [['FOREST', 'FIRE', 'PRIVATE', 'PARISH', 'TRIBAL', 'BIA', 'INDIAN', 'SERVICE'], road],
    standard: '',
    letters: false,
  },
  { words: [['BIA', 'INDIAN', 'NAVAJO', 'TRIBAL'], route], standard: '', letters: false },
  { words: [['BIA', 'INDIAN', 'PARISH'], highway], standard: '', letters: false },
  { words: [['EXPRESSWAY', 'EXPY']], standard: 'EXPRESSWAY', letters: false },
  { words: [['LOOP']], standard: 'LOOP', letters: false },
  { words: [highway], standard: 'HIGHWAY', letters: true },
  { words: [road], standard: 'ROAD', letters: false },
  { words: [route], standard: 'ROUTE', letters: true },
];

const typesByFirstWord = new Map<string, RoadType[]>();
for (const type of roadTypes) {
  for (const word of type.words[0] ?? []) {
    const types = typesByFirstWord.get(word);
    if (types) types.push(type);
    else typesByFirstWord.set(word, [type]);
  }
}

const stateTypes = new Set([
  'HIGHWAY',
  'STATE HIGHWAY',
  'STATE ROAD',
  'STATE ROUTE',
  'COUNTY HIGHWAY',
  'COUNTY ROAD',
  'ROUTE',
  'ROAD',
  'LOOP',
]);
const agePrefixes = new Set(['OLD', 'NEW']);

/** A numbered road in standard words: the type spelled out, a state before it in letters. Undefined for any other street. */
export function readHighway(given: readonly string[]): HighwayReading | undefined {
  const words = divideCompactRoad(given);
  return readFrom(words, 0) ?? readAfterDirectional(words);
}

function readAfterDirectional(words: readonly string[]): HighwayReading | undefined {
  const before = directional(words[0]);
  if (!before) return undefined;
  const reading = readFrom(divideCompactRoad(words.slice(1)), 0);
  return reading && { preDirectional: before, ...reading };
}

function readFrom(words: readonly string[], from: number): HighwayReading | undefined {
  const age = words[from];
  if (age !== undefined && agePrefixes.has(age)) {
    const reading = readFrom(divideCompactRoad(words.slice(from + 1)), 0);
    return reading && { ...reading, streetName: `${age} ${reading.streetName}` };
  }
  return readTyped(words, from) ?? readWithState(words, from);
}

function readWithState(words: readonly string[], from: number): HighwayReading | undefined {
  const named = leadingState(words, from);
  if (!named) return undefined;
  const typed = readTyped(words, from + named.words);
  if (typed) {
    const type = typed.streetName.slice(0, typed.streetName.lastIndexOf(' '));
    return stateTypes.has(type)
      ? { ...typed, streetName: `${named.letters} ${typed.streetName}` }
      : undefined;
  }
  const number = words[from + named.words];
  if (!isRoadNumber(number, false)) return undefined;
  return withRest(`${named.letters} HIGHWAY ${number}`, words.slice(from + named.words + 1));
}

function readTyped(words: readonly string[], from: number): HighwayReading | undefined {
  for (const type of typesByFirstWord.get(words[from] ?? '') ?? []) {
    if (!type.words.every((spellings, index) => spellings.includes(words[from + index] ?? ''))) continue;
    let at = from + type.words.length;
    if (words[at] === '#') at += 1;
    const number = words[at];
    if (!isRoadNumber(number, type.letters)) continue;
    return withRest(
      `${standardType(type, words.slice(from, from + type.words.length), number)} ${number}`,
      words.slice(at + 1),
    );
  }
  return undefined;
}

function standardType(type: RoadType, given: readonly string[], number: string): string {
  if (given[0] === 'SR' && !hasDigit(number)) return 'STATE ROUTE';
  return type.standard !== '' ? type.standard : given.map(fullSuffix).join(' ');
}

function isRoadNumber(word: string | undefined, lettersToo: boolean): word is string {
  if (word === undefined || standardSuffix(word)) return false;
  if (/^\d{1,5}[A-Z-]{0,3}\d{0,3}$/.test(word) && !/^\d+(?:ST|ND|RD|TH)$/.test(word)) return true;
  return lettersToo && /^(?:[A-Z]{1,2}|[A-Z]-?\d{1,4})$/.test(word);
}

/** What follows the number: a directional, a bypass or a frontage road. A type named twice counts once. */
function withRest(streetName: string, rest: readonly string[]): HighwayReading {
  const left = [...rest];
  const type = streetName.split(' ').at(-2);
  if (left[0] !== undefined && fullSuffix(left[0]) === type) left.shift();
  const joined = joinedDirectional(left.at(-2), left.at(-1));
  const postDirectional = joined ?? directional(left.at(-1));
  if (postDirectional) left.length -= joined ? 2 : 1;
  const last = left.at(-1);
  const suffix = last === undefined ? undefined : standardSuffix(last);
  if (suffix) left.pop();
  const inner = left.map((word, index) => (index === left.length - 1 ? fullSuffix(word) : word));
  return { streetName: [streetName, ...inner].join(' '), suffix, postDirectional };
}

/** `I10` as `I 10`, `US-41` as `US 41`. */
function divideCompactRoad(words: readonly string[]): readonly string[] {
  const first = words[0];
  if (first === undefined || !hasDigit(first)) return words;
  const [, letters, number] = /^(I|IH|US|SR|CR|FM|RM|HWY|TSR)-?(\d+[A-Z]?)$/.exec(first) ?? [];
  return letters && number ? [letters, number, ...words.slice(1)] : words;
}

/** Whether a first word is a road in short, e.g. `I10`, and not a house number. */
export function isCompactRoad(word: string): boolean {
  return divideCompactRoad([word]).length > 1;
}

/** Whether a word is a type of numbered road, so that `#` behind it marks the road's number. */
export function isRoadWord(word: string | undefined): boolean {
  return word !== undefined && (highway.includes(word) || road.includes(word) || route.includes(word));
}
