/** Somewhere else that keeps heads, so that a log cannot be cut together with what was signed over it. */
export type KeepHeads = (heads: readonly string[]) => Promise<void>;

export type CopyProblem =
  { readonly kind: 'failed'; readonly cause: unknown } | { readonly kind: 'recovered' };

export interface HeadCopies {
  /** Returns at once; the head is copied as soon as it can be. */
  add(head: string): void;
  /** Tries once more to copy what waits. */
  close(): Promise<void>;
}

interface CopyOptions {
  readonly keep: KeepHeads;
  /** Hears of the first failure of several, and of the first success behind them. */
  readonly report: (problem: CopyProblem) => void;
  readonly firstRetryMs?: number;
}

const longestRetryMs = 60_000;

/** A later head promises all that an earlier one does: of many that wait the oldest can go. */
const headsWaiting = 1_000;

/** Copies heads one after the other in their order; a failure is tried again, later each time, and keeps nobody waiting. */
export function createHeadCopies({ keep, report, firstRetryMs = 1_000 }: CopyOptions): HeadCopies {
  let waiting: readonly string[] = [];
  let running: Promise<void> | undefined;
  let retryMs = firstRetryMs;
  let retryTimer: NodeJS.Timeout | undefined;
  let isFailing = false;
  let isClosed = false;

  async function copy(): Promise<void> {
    while (waiting.length > 0) {
      const heads = waiting;
      try {
        await keep(heads);
      } catch (cause) {
        fail(cause);
        return;
      }
      waiting = waiting.filter((head) => !heads.includes(head));
      retryMs = firstRetryMs;
      if (isFailing) report({ kind: 'recovered' });
      isFailing = false;
    }
  }

  function fail(cause: unknown): void {
    if (!isFailing) report({ kind: 'failed', cause });
    isFailing = true;
    if (isClosed) return;
    retryTimer = setTimeout(begin, retryMs).unref();
    retryMs = Math.min(retryMs * 2, longestRetryMs);
  }

  function begin(): void {
    retryTimer = undefined;
    running ??= copy().finally(() => (running = undefined));
  }

  return {
    add(head) {
      waiting = [...waiting, head].slice(-headsWaiting);
      if (!retryTimer) begin();
    },
    async close() {
      isClosed = true;
      clearTimeout(retryTimer);
      await running;
      await copy();
    },
  };
}
