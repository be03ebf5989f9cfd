import { type AccessEvent, type LogHead, chainHashOf } from './access-event.ts';
import type { AccessLogWriter, ChainedEvent } from './access-log-writer.ts';

/** Events in one statement: enough for a burst, few enough that nobody waits long. */
const maximumBatch = 500;

export interface AccessLog {
  /** Resolves when the event is on disk; rejects when it is not, and then nothing may be read. */
  append(event: AccessEvent): Promise<void>;
}

interface Waiting {
  readonly event: AccessEvent;
  readonly written: () => void;
  readonly failed: (cause: unknown) => void;
}

/**
 * One log of access events. Events that come while a statement is under way are gathered and become the next one, so the
 * chain is computed in one place and no caller waits for another's commit alone; an idle log writes at once.
 */
export function createAccessLog(log: string, writer: AccessLogWriter): AccessLog {
  let head: LogHead | undefined;
  let waiting: Waiting[] = [];
  let writing = false;

  async function writeBatch(batch: readonly Waiting[]): Promise<void> {
    for (;;) {
      head ??= await writer.readHead(log);
      const chained = chain(batch, log, head);
      const last = chained.at(-1);
      if (!last) return;
      if (await writer.append(log, head, chained)) {
        head = last;
        return;
      }
      // Another process has moved the head of this log: chain again from where it stands now.
      head = undefined;
    }
  }

  async function drain(): Promise<void> {
    writing = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, maximumBatch);
      waiting = waiting.slice(maximumBatch);
      try {
        await writeBatch(batch);
        batch.forEach(({ written }) => written());
      } catch (cause) {
        // It may have been committed before the connection broke: the next batch asks for the head again.
        head = undefined;
        batch.forEach(({ failed }) => failed(cause));
      }
    }
    writing = false;
  }

  return {
    append: (event) =>
      new Promise<void>((written, failed) => {
        waiting.push({ event, written, failed });
        if (!writing) {
          writing = true;
          setImmediate(() => void drain());
        }
      }),
  };
}

function chain(batch: readonly Waiting[], log: string, head: LogHead): readonly ChainedEvent[] {
  let { sequence, chainHash } = head;
  return batch.map(({ event }) => {
    sequence += 1;
    chainHash = chainHashOf(event, log, sequence, chainHash);
    return { ...event, sequence, chainHash };
  });
}
