import type { Readable } from 'node:stream';
import { replayBeast } from './feeds/beast/replay-beast.ts';
import { replayCot } from './feeds/cot/replay-cot.ts';
import { linesOf, openRecording } from './feeds/open-recording.ts';
import { replayOpensky } from './feeds/opensky/replay-opensky.ts';
import { replayReadsb } from './feeds/readsb/replay-readsb.ts';
import type { ReplayMessage } from './feeds/replay-message.ts';
import { replaySbs } from './feeds/sbs/replay-sbs.ts';
import type { FeedFormat } from './feeds/sensor-report.ts';

export interface ReplayableFormat {
  /** What a person calls it. */
  readonly name: string;
  /** What a submission of its messages calls it. */
  readonly feedFormat: FeedFormat;
  readonly holds: string;
}

/** The formats whose recordings can be read here. */
export const replayableFormats = [
  {
    name: 'readsb',
    feedFormat: 'READSB_JSON',
    holds: 'aircraft.json, trace_full or one JSON object a line, of readsb or dump1090',
  },
  { name: 'sbs', feedFormat: 'SBS_BASESTATION', holds: 'BaseStation lines, as port 30003 sends them' },
  { name: 'beast', feedFormat: 'BEAST', holds: 'Beast binary frames, as port 30005 sends them' },
  {
    name: 'opensky',
    feedFormat: 'OPENSKY_STATES',
    holds: 'OpenSky state vectors, one JSON file or one a line',
  },
  { name: 'cot', feedFormat: 'COT_XML', holds: 'Cursor on Target events in XML' },
] as const satisfies readonly ReplayableFormat[];

export type ReplayableFormatName = (typeof replayableFormats)[number]['name'];

const readers: Record<ReplayableFormatName, (recording: Readable) => AsyncIterable<ReplayMessage>> = {
  readsb: (recording) => replayReadsb(linesOf(recording)),
  sbs: (recording) => replaySbs(linesOf(recording)),
  beast: replayBeast,
  opensky: (recording) => replayOpensky(linesOf(recording)),
  cot: (recording) => replayCot(linesOf(recording)),
};

/** The messages of a recording in order, gzip or not, as they would be submitted; what is not understood is passed on for the decoder to count. Throws where the file cannot be read. */
export async function* readMessages(
  format: ReplayableFormatName,
  file: string,
): AsyncIterable<ReplayMessage> {
  yield* readers[format](await openRecording(file));
}
