/** Something that ends when its time is up, unless it was done before. */
export interface Deadline {
  readonly isDone: boolean;
  expire(): void;
}

/** Ends what is overdue. */
export interface DeadlineWheel {
  /** `expire` is called within a tenth of a second after the time is up. */
  add(deadline: Deadline): void;
}

const ticksPerTimeout = 100;

/**
 * Deadlines of one length with one timer for all of them, because a timer for each request costs more than its token look-up. The
 * timer runs only while something waits, and does not keep the process alive.
 */
export function createDeadlineWheel(timeoutMs: number): DeadlineWheel {
  const tickMs = Math.max(1, Math.min(100, Math.ceil(timeoutMs / ticksPerTimeout)));
  let waiting: { readonly deadline: Deadline; readonly at: number }[] = [];
  let timer: NodeJS.Timeout | undefined;

  function turn(): void {
    const now = performance.now();
    const due = waiting.filter(({ at }) => at <= now);
    waiting = waiting.filter(({ deadline, at }) => at > now && !deadline.isDone);
    timer = undefined;
    if (waiting.length > 0) start();
    for (const { deadline } of due) if (!deadline.isDone) deadline.expire();
  }

  function start(): void {
    timer ??= setTimeout(turn, tickMs).unref();
  }

  return {
    add(deadline) {
      waiting.push({ deadline, at: performance.now() + timeoutMs });
      start();
    },
  };
}
