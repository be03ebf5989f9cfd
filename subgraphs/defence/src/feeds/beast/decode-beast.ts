import type { DecodedMessage, DecoderOptions, FeedDecoder, FeedReject } from '../feed-decoder.ts';
import { messageBytes } from '../message-bytes.ts';
import { createAircraftMemory } from '../mode-s/aircraft-memory.ts';
import { readModeSFrame } from '../mode-s/read-mode-s-frame.ts';
import { rejectRecord } from '../reject-record.ts';
import type { SensorReport } from '../sensor-report.ts';
import { type BeastFrame, splitFrames } from './split-frames.ts';

const ticksPerMs = 12_000;
// A longer span than this within one message means that the counter was set anew.
const longestSpanMs = 600_000;
const modeSBytes = new Set([7, 14]);

function joined(kept: Uint8Array, bytes: Uint8Array): Uint8Array {
  return kept.length === 0 ? bytes : Buffer.concat([kept, bytes]);
}

// The counter has no epoch, so the last frame is taken to be as old as its receipt, and the others older by their ticks.
function timeOf(frame: BeastFrame, lastTicks: number, receivedAtMs: number): number {
  const earlierMs = (lastTicks - frame.ticks) / ticksPerMs;
  return receivedAtMs - (earlierMs >= 0 && earlierMs <= longestSpanMs ? earlierMs : 0);
}

/** Decodes the Beast binary protocol (port 30005), as bytes or their base64, cut anywhere: a frame that is not whole waits for the next message. Offsets are bytes of the message, with what waited before it. */
export function createBeastDecoder(options: DecoderOptions): FeedDecoder {
  const memory = createAircraftMemory(options.receiver);
  let kept: Uint8Array = new Uint8Array();

  function decode(message: string | Uint8Array, receivedAtMs: number): DecodedMessage {
    const bytes = joined(kept, messageBytes(message));
    const { frames, faults, rest } = splitFrames(bytes);
    kept = bytes.slice(rest);
    const reports: SensorReport[] = [];
    const rejects: FeedReject[] = faults.map(({ offset, detail }) =>
      rejectRecord('SYNTAX', detail, { offset }),
    );
    const lastTicks = frames.at(-1)?.ticks ?? 0;
    for (const frame of frames) {
      const { offset, payload } = frame;
      const time = { atMs: timeOf(frame, lastTicks, receivedAtMs), receivedAtMs };
      const reading = modeSBytes.has(payload.length)
        ? readModeSFrame(payload, time, { memory, options })
        : ({ reason: 'UNKNOWN_TYPE', detail: 'A Mode A/C reply names no aircraft.' } as const);
      if ('reason' in reading) {
        const record = Buffer.from(payload).toString('hex');
        rejects.push(rejectRecord(reading.reason, reading.detail, { offset, record }));
      } else {
        reports.push(reading);
      }
    }
    return { reports, rejects };
  }

  return { format: 'BEAST', decode };
}
