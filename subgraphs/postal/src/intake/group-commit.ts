export interface GroupCommitLimits {
  /** Requests that one commit takes at most. */
  readonly batchSize: number;
  /** How long a request waits for company while another batch is under way. An idle system does not wait. */
  readonly gatherMs: number;
  readonly batchesInFlight: number;
  /** Requests that may wait; beyond this, `submit` refuses. */
  readonly queueSize: number;
}

export interface GroupCommit<Request, Outcome> {
  /** The request's own outcome, once its batch is committed; undefined at once where the queue is full or closed. */
  submit(request: Request): Promise<Outcome> | undefined;
  /** About how long the queue of now takes to drain, in milliseconds. */
  drainMs(): number;
  /** Takes no more requests and ends when all that waited have been answered. */
  close(): Promise<void>;
}

interface Waiting<Request, Outcome> {
  readonly request: Request;
  resolve(outcome: Outcome): void;
  reject(cause: unknown): void;
}

/**
 * Gathers requests of the same moment into one commit. `commit` answers its batch in order. A batch that fails by one of its
 * members (`isCuredBySplitting`) is committed again in halves, so that only that member fails.
 */
export function createGroupCommit<Request, Outcome>(
  commit: (batch: readonly Request[]) => Promise<readonly Outcome[]>,
  limits: GroupCommitLimits,
  isCuredBySplitting: (cause: unknown) => boolean = () => false,
): GroupCommit<Request, Outcome> {
  const waiting: Waiting<Request, Outcome>[] = [];
  let underWay = 0;
  let msPerRequest = 0.05;
  let endOfTurn: NodeJS.Immediate | undefined;
  let timer: NodeJS.Timeout | undefined;
  let whenEmpty: (() => void) | undefined;

  function schedule(): void {
    if (!waiting.length && underWay === 0) whenEmpty?.();
    if (!waiting.length || underWay >= limits.batchesInFlight) return;
    if (underWay === 0 || waiting.length >= limits.batchSize || whenEmpty)
      endOfTurn ??= setImmediate(startBatch);
    else timer ??= setTimeout(startBatch, limits.gatherMs);
  }

  function startBatch(): void {
    clearImmediate(endOfTurn);
    clearTimeout(timer);
    endOfTurn = timer = undefined;
    if (!waiting.length || underWay >= limits.batchesInFlight) return;
    const batch = waiting.splice(0, limits.batchSize);
    const startedAt = performance.now();
    underWay += 1;
    void settle(batch).then(() => {
      underWay -= 1;
      msPerRequest += 0.2 * ((performance.now() - startedAt) / batch.length - msPerRequest);
      schedule();
    });
    schedule();
  }

  /** Answers every member of the batch; never rejects. */
  async function settle(batch: readonly Waiting<Request, Outcome>[]): Promise<void> {
    try {
      const outcomes = await commit(batch.map(({ request }) => request));
      if (outcomes.length !== batch.length)
        throw new Error('A commit must answer each of its requests once.');
      outcomes.forEach((outcome, index) => batch[index]?.resolve(outcome));
    } catch (cause) {
      if (batch.length === 1 || !isCuredBySplitting(cause))
        return batch.forEach(({ reject }) => reject(cause));
      const middle = batch.length >> 1;
      await settle(batch.slice(0, middle));
      await settle(batch.slice(middle));
    }
  }

  return {
    submit(request) {
      if (whenEmpty || waiting.length >= limits.queueSize) return undefined;
      return new Promise((resolve, reject) => {
        waiting.push({ request, resolve, reject });
        schedule();
      });
    },
    drainMs: () => Math.ceil(waiting.length * msPerRequest),
    close: () =>
      new Promise((resolve) => {
        whenEmpty = resolve;
        schedule();
      }),
  };
}
