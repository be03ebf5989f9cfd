import { createBeastDecoder } from './beast/decode-beast.ts';
import { createCotDecoder } from './cot/decode-cot.ts';
import type { DecoderOptions, FeedDecoder } from './feed-decoder.ts';
import { createOpenskyDecoder } from './opensky/decode-opensky.ts';
import { createReadsbDecoder } from './readsb/decode-readsb.ts';
import { createSbsDecoder } from './sbs/decode-sbs.ts';
import type { FeedFormat } from './sensor-report.ts';

const creators: ReadonlyMap<string, (options: DecoderOptions) => FeedDecoder> = new Map<
  FeedFormat,
  (options: DecoderOptions) => FeedDecoder
>([
  ['READSB_JSON', createReadsbDecoder],
  ['SBS_BASESTATION', createSbsDecoder],
  ['BEAST', createBeastDecoder],
  ['OPENSKY_STATES', createOpenskyDecoder],
  ['COT_XML', createCotDecoder],
]);

/** The formats that a feed may have here. */
export const decodableFormats: readonly string[] = [...creators.keys()];

/** A new decoder for one feed, with a memory of its own; undefined for a format that cannot be decoded. */
export function createDecoder(format: string, options: DecoderOptions): FeedDecoder | undefined {
  return creators.get(format)?.(options);
}
