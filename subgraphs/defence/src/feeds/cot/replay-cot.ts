import type { ReplayMessage } from '../replay-message.ts';
import { splitEvents } from './split-events.ts';

const time = /\stime\s*=\s*["']([^"']+)["']/;

/** The events of a Cursor on Target recording, each a message. */
export async function* replayCot(lines: AsyncIterable<string>): AsyncIterable<ReplayMessage> {
  const whole: string[] = [];
  for await (const line of lines) {
    whole.push(line);
  }
  for (const { text } of splitEvents(whole.join('\n'))) {
    const atMs = Date.parse(time.exec(text)?.[1] ?? '');
    yield { atMs: Number.isNaN(atMs) ? undefined : atMs, message: text };
  }
}
