import type { Readable } from 'node:stream';
import type { ReplayMessage } from '../replay-message.ts';
import { splitFrames } from './split-frames.ts';

const ticksPerMs = 12_000;

/** The frames of a Beast recording, each a message in base64, timed by the receiver's counter; bytes that are no frame are left out. */
export async function* replayBeast(recording: Readable): AsyncIterable<ReplayMessage> {
  let kept = Buffer.alloc(0);
  for await (const chunk of recording) {
    const bytes = Buffer.concat([kept, chunk as Buffer]);
    const { frames, rest } = splitFrames(bytes);
    for (const [index, { offset, ticks }] of frames.entries()) {
      const end = frames[index + 1]?.offset ?? rest;
      yield { atMs: ticks / ticksPerMs, message: bytes.subarray(offset, end).toString('base64') };
    }
    kept = bytes.subarray(rest);
  }
}
