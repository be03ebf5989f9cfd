import type { DecodedMessage, DecoderOptions, FeedDecoder, FeedReject } from '../feed-decoder.ts';
import { type JsonObject, isJsonObject, numberOf, parseJson } from '../json-fields.ts';
import { messageText } from '../message-bytes.ts';
import { rejectRecord } from '../reject-record.ts';
import type { SensorReport } from '../sensor-report.ts';
import { isEntryFault, readAircraftEntry } from './read-aircraft-entry.ts';

const maximumCharacters = 64 * 1024 * 1024;

// The web services that speak this format send milliseconds, receivers send seconds.
function epochMs(now: number): number {
  return now > 1e11 ? now : now * 1000;
}

/** Decodes readsb and dump1090 aircraft in JSON: a whole `aircraft.json`, one aircraft, or one aircraft a line. */
export function createReadsbDecoder(options: DecoderOptions): FeedDecoder {
  function decode(message: string | Uint8Array, receivedAtMs: number): DecodedMessage {
    const text = messageText(message);
    const reports: SensorReport[] = [];
    const rejects: FeedReject[] = [];

    function readEntry(entry: unknown, nowMs: number, offset: number): void {
      if (!isJsonObject(entry)) {
        rejects.push(rejectRecord('SCHEMA', 'The record is not an object.', { offset }));
        return;
      }
      const reading = readAircraftEntry(entry, { nowMs, receivedAtMs }, options);
      if (isEntryFault(reading)) {
        rejects.push(rejectRecord(reading.reason, reading.detail, { offset, record: JSON.stringify(entry) }));
        return;
      }
      reports.push(reading);
    }

    function readObject(object: JsonObject, offset: number): void {
      const now = numberOf(object, 'now');
      const nowMs = now === undefined ? receivedAtMs : epochMs(now);
      const list = object['aircraft'] ?? object['ac'];
      if (Array.isArray(list)) {
        list.forEach((entry: unknown, index) => readEntry(entry, nowMs, index));
        return;
      }
      readEntry(object, nowMs, offset);
    }

    function readJson(json: string, offset: number): void {
      if (json.trim() === '') {
        return;
      }
      const value = parseJson(json);
      if (isJsonObject(value)) {
        readObject(value, offset);
        return;
      }
      rejects.push(
        value === undefined
          ? rejectRecord('SYNTAX', 'The record is not JSON.', { offset, record: json })
          : rejectRecord('SCHEMA', 'The record is not an object.', { offset, record: json }),
      );
    }

    function readLines(): void {
      for (let start = 0; start < text.length;) {
        const newline = text.indexOf('\n', start);
        const end = newline < 0 ? text.length : newline;
        readJson(text.slice(start, end), start);
        start = end + 1;
      }
    }

    if (text.length > maximumCharacters) {
      rejects.push(rejectRecord('TOO_LARGE', 'The message is over 64 Mi characters.', { offset: 0 }));
    } else if (endsFirstLineWhole(text)) {
      readLines();
    } else {
      readJson(text, 0);
    }
    return { reports, rejects };
  }

  return { format: 'READSB_JSON', decode };
}

/** Tells aircraft a line from one JSON file: a file's first line stops in the middle of its object. */
function endsFirstLineWhole(text: string): boolean {
  const newline = text.indexOf('\n');
  return newline >= 0 && text.slice(0, newline).trimEnd().endsWith('}');
}
