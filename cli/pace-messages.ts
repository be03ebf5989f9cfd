export interface RecordedMessage {
  /** By the recording's own clock; undefined where the message tells no time: it goes with the one before. */
  readonly atMs: number | undefined;
  readonly message: string;
}

export interface Pace {
  /** Times as fast as recorded; Infinity sends without waiting. */
  readonly speed: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

const togetherMs = 200;
const messagesAtOnce = 1_000;
const lettersAtOnce = 1_000_000;

/** The messages of a recording in batches, each when its time has come; a fifth of a second of messages goes together. */
export async function* paceMessages(
  messages: AsyncIterable<RecordedMessage>,
  pace: Pace,
): AsyncIterable<readonly string[]> {
  let batch: string[] = [];
  let letters = 0;
  let begin: { readonly atMs: number; readonly startedAt: number } | undefined;
  for await (const { atMs, message } of messages) {
    if (atMs !== undefined) {
      begin ??= { atMs, startedAt: pace.now() };
      const dueAt = begin.startedAt + (atMs - begin.atMs) / pace.speed;
      const isFull = batch.length >= messagesAtOnce || letters + message.length > lettersAtOnce;
      if (batch.length > 0 && (isFull || dueAt - pace.now() > togetherMs)) {
        yield batch;
        batch = [];
        letters = 0;
      }
      if (dueAt - pace.now() > togetherMs) await pace.wait(dueAt - pace.now());
    }
    batch.push(message);
    letters += message.length;
  }
  if (batch.length > 0) yield batch;
}
