import type { ReplayMessage } from '../replay-message.ts';
import { createSbsLine, sbsColumn } from './sbs-line.ts';
import { parseSbsDate, parseSbsTime } from './sbs-time.ts';

/** The lines of a BaseStation recording, each a message, timed by the receiver's local clock. */
export async function* replaySbs(lines: AsyncIterable<string>): AsyncIterable<ReplayMessage> {
  const columns = createSbsLine();
  for await (const message of lines) {
    if (message.trim() !== '') {
      const known = columns.take(message, 0, message.length);
      const date = known ? parseSbsDate(columns.field(sbsColumn.date)) : NaN;
      const atMs = date + (known ? parseSbsTime(columns.field(sbsColumn.time)) : NaN);
      yield { atMs: Number.isNaN(atMs) ? undefined : atMs, message };
    }
  }
}
