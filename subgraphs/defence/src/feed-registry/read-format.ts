import type { FeedFormat } from '../generated/resolvers-types.ts';

const formats: ReadonlySet<string> = new Set<FeedFormat>([
  'READSB_JSON',
  'SBS_BASESTATION',
  'BEAST',
  'OPENSKY_STATES',
  'COT_XML',
  'ICAO_ATS',
  'FIXM',
]);

/** A stored format as the contract names it. Throws for a word that the contract lacks. */
export function readFormat(word: string): FeedFormat {
  if (!isFormat(word)) throw new Error(`The contract has no feed format ${word}.`);
  return word;
}

function isFormat(word: string): word is FeedFormat {
  return formats.has(word);
}
