import type { DecodedMessage, DecoderOptions, FeedDecoder, FeedReject } from '../feed-decoder.ts';
import { createLocalTime } from '../local-time.ts';
import { messageText } from '../message-bytes.ts';
import { rejectRecord, timeFault } from '../reject-record.ts';
import { fingerprintText } from '../report-fingerprint.ts';
import type { SensorReport } from '../sensor-report.ts';
import { mergeSbsReports } from './merge-sbs-reports.ts';
import { type LineFault, lineFault, readSbsLine } from './read-sbs-line.ts';
import { createSbsLine, sbsColumn } from './sbs-line.ts';
import { parseSbsDate, parseSbsTime } from './sbs-time.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Decodes BaseStation lines (port 30003): a line, or a block of whole lines. Each type of line carries one group of fields; lines of one aircraft and one instant in the same block are merged into one report. */
export function createSbsDecoder(options: DecoderOptions): FeedDecoder {
  const line = createSbsLine();
  const toUtc = createLocalTime(options);
  let knownDate = '';
  let knownDateMs = NaN;

  function dateMs(text: string): number {
    if (text !== knownDate) {
      knownDate = text;
      knownDateMs = parseSbsDate(text);
    }
    return knownDateMs;
  }

  function instant(dateColumn: number, timeColumn: number): number {
    return toUtc(dateMs(line.field(dateColumn)) + parseSbsTime(line.field(timeColumn)));
  }

  function readTime(): number {
    const generatedAtMs = instant(sbsColumn.date, sbsColumn.time);
    return Number.isNaN(generatedAtMs) ? instant(sbsColumn.loggedDate, sbsColumn.loggedTime) : generatedAtMs;
  }

  function readLine(text: string, { start, end }: Span, receivedAtMs: number): SensorReport | LineFault {
    if (!line.take(text, start, end)) {
      return { reason: 'SYNTAX', detail: 'The line has fewer than 22 columns.' };
    }
    const fault = lineFault(line);
    if (fault !== undefined) {
      return fault;
    }
    const observedAtMs = readTime();
    if (Number.isNaN(observedAtMs)) {
      return { reason: 'SYNTAX', detail: 'The line has no time.' };
    }
    const outOfTime = timeFault(observedAtMs, receivedAtMs, options);
    if (outOfTime !== undefined) {
      return { reason: outOfTime, detail: 'The time of the line is out of bounds; is the time zone right?' };
    }
    const fingerprint = fingerprintText(text, start, end).toString(36);
    return readSbsLine(line, { observedAtMs, receivedAtMs, fingerprint }, options);
  }

  function decode(message: string | Uint8Array, receivedAtMs: number): DecodedMessage {
    const text = messageText(message);
    const byInstant = new Map<string, SensorReport>();
    const rejects: FeedReject[] = [];
    for (let start = 0; start < text.length;) {
      const newline = text.indexOf('\n', start);
      const next = newline < 0 ? text.length : newline;
      const end = next > start && text.charCodeAt(next - 1) === 13 ? next - 1 : next;
      if (end > start) {
        const reading = readLine(text, { start, end }, receivedAtMs);
        if ('reason' in reading) {
          const at = { offset: start, record: text.slice(start, end) };
          rejects.push(rejectRecord(reading.reason, reading.detail, at));
        } else {
          const key = `${reading.identifiers.aircraftAddress}@${reading.observedAtMs}`;
          const earlier = byInstant.get(key);
          byInstant.set(key, earlier === undefined ? reading : mergeSbsReports(earlier, reading));
        }
      }
      start = next + 1;
    }
    return { reports: [...byInstant.values()], rejects };
  }

  return { format: 'SBS_BASESTATION', decode };
}
