import type { Clock } from '@rotunda/platform/clock';
import type { AuditLog } from './audit-log.ts';
import { createRefusalCounts } from './count-refusals.ts';
import { LogUnavailable } from './log-unavailable.ts';
import { type RefusedRequest, type RequestKnown, refusedByThrown } from './refused-request.ts';

export interface RefusalRecorder {
  note(refused: RefusedRequest): void;
  /** Notes what was thrown where it is a refusal, once, however often it is caught. */
  noteThrown(cause: unknown, known: RequestKnown): void;
  /** Writes now what was noted; what the log cannot take is kept for later. */
  flush(): Promise<void>;
  /** The last writing. */
  close(): Promise<void>;
}

const windowMs = 1_000;

/**
 * Records requests that never became operations: once a second, one record for each caller, code and rule with their number, so that a
 * flood cannot be made to fill the log. An answer never waits for it; what the log cannot take now stays counted.
 */
export function createRefusalRecorder(log: AuditLog, clock: Clock): RefusalRecorder {
  const counts = createRefusalCounts();
  const noted = new WeakSet<object>();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function flush(): Promise<void> {
    timer = undefined;
    const counted = counts.take();
    if (counted.length === 0) return;
    try {
      await log.recordRefusals(counted);
    } catch (cause) {
      // The log has reported why.
      if (!(cause instanceof LogUnavailable)) throw cause;
      counted.forEach(counts.add);
      writeLater();
    }
  }

  function writeLater(): void {
    if (!isClosed) timer ??= setTimeout(() => void flush(), windowMs).unref();
  }

  function note(refused: RefusedRequest): void {
    counts.add({ document: undefined, ...refused, count: 1, since: clock.now().getTime() });
    writeLater();
  }

  return {
    note,
    noteThrown(cause, known) {
      const refused = refusedByThrown(cause, known);
      if (!refused || typeof cause !== 'object' || cause === null || noted.has(cause)) return;
      noted.add(cause);
      note(refused);
    },
    flush,
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await flush();
    },
  };
}
