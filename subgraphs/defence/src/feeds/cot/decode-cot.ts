import type { DecodedMessage, DecoderOptions, FeedDecoder, FeedReject } from '../feed-decoder.ts';
import { messageText } from '../message-bytes.ts';
import { rejectRecord } from '../reject-record.ts';
import type { SensorReport } from '../sensor-report.ts';
import { isXmlFault, parseXml } from '../xml-tree.ts';
import { readCotEvent } from './read-cot-event.ts';
import { splitEvents } from './split-events.ts';

/** Decodes Cursor on Target XML: one event or several in a row, as a TAK server streams them. Each event stands or falls alone. */
export function createCotDecoder(options: DecoderOptions): FeedDecoder {
  function decode(message: string | Uint8Array, receivedAtMs: number): DecodedMessage {
    const whole = messageText(message);
    const events = splitEvents(whole);
    const reports: SensorReport[] = [];
    const rejects: FeedReject[] = [];
    if (events.length === 0 && whole.trim() !== '') {
      rejects.push(rejectRecord('SYNTAX', 'The message holds no event.', { offset: 0, record: whole }));
    }
    for (const { offset, text } of events) {
      const event = parseXml(text);
      const reading = isXmlFault(event)
        ? ({ reason: 'SYNTAX', detail: event.fault } as const)
        : readCotEvent(event, { text, receivedAtMs }, options);
      if ('reason' in reading) {
        rejects.push(rejectRecord(reading.reason, reading.detail, { offset, record: text }));
      } else {
        reports.push(reading);
      }
    }
    return { reports, rejects };
  }

  return { format: 'COT_XML', decode };
}
