import { isJsonObject, numberOf, parseJson } from '../json-fields.ts';
import type { ReplayMessage } from '../replay-message.ts';
import { expandTrace } from './expand-trace.ts';

function messagesOf(text: string): readonly ReplayMessage[] {
  const value = parseJson(text);
  if (!isJsonObject(value)) {
    return [{ atMs: undefined, message: text }];
  }
  if (Array.isArray(value['trace'])) {
    return expandTrace(value);
  }
  const now = numberOf(value, 'now');
  return [{ atMs: now === undefined ? undefined : now * 1000, message: text }];
}

/** The messages of a readsb recording: an `aircraft.json`, a `trace_full`, or one JSON object a line. A file of one object laid out over many lines is read whole; a line that is not JSON is passed on for the decoder to count. */
export async function* replayReadsb(lines: AsyncIterable<string>): AsyncIterable<ReplayMessage> {
  const held: string[] = [];
  let isFirst = true;
  for await (const line of lines) {
    if (line.trim() === '') {
      continue;
    }
    const opensMore = isFirst && parseJson(line) === undefined;
    isFirst = false;
    if (opensMore || held.length > 0) {
      held.push(line);
    } else {
      yield* messagesOf(line);
    }
  }
  if (held.length > 0) {
    const whole = held.join('\n');
    yield* parseJson(whole) === undefined ? held.flatMap(messagesOf) : messagesOf(whole);
  }
}
