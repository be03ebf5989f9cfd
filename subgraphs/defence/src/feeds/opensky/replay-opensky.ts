import { isJsonObject, numberOf, parseJson } from '../json-fields.ts';
import type { ReplayMessage } from '../replay-message.ts';

/** The snapshots of an OpenSky recording: one JSON file, or one snapshot a line. */
export async function* replayOpensky(lines: AsyncIterable<string>): AsyncIterable<ReplayMessage> {
  const unfinished: string[] = [];
  for await (const line of lines) {
    const snapshot = parseJson(line);
    if (unfinished.length === 0 && isJsonObject(snapshot)) {
      yield timed(line, snapshot);
    } else if (line.trim() !== '') {
      unfinished.push(line);
    }
  }
  if (unfinished.length > 0) {
    const whole = unfinished.join('\n');
    yield timed(whole, parseJson(whole));
  }
}

function timed(message: string, snapshot: unknown): ReplayMessage {
  const seconds = isJsonObject(snapshot) ? numberOf(snapshot, 'time') : undefined;
  return { atMs: seconds === undefined ? undefined : seconds * 1000, message };
}
