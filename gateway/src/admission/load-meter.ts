const intervalMs = 50;
/** A single long computation is no overload: lateness counts when it lasts. */
const smoothingMs = 5_000;

export interface LoadMeter {
  /** By how much the event loop was late, averaged over about the last five seconds, in milliseconds. */
  delayMs(): number;
  close(): void;
}

/** Measures how late the event loop of this process runs. */
export function createLoadMeter(): LoadMeter {
  let delayMs = 0;
  let tickedAt = performance.now();
  const timer = setInterval(() => {
    const at = performance.now();
    delayMs = averageLateness(delayMs, at - tickedAt);
    tickedAt = at;
  }, intervalMs).unref();
  return { delayMs: () => delayMs, close: () => clearInterval(timer) };
}

/** The average lateness after a tick that came so long after the last, in milliseconds; a longer wait weighs more. */
export function averageLateness(beforeMs: number, elapsedMs: number): number {
  const lateMs = Math.max(elapsedMs - intervalMs, 0);
  return beforeMs + (lateMs - beforeMs) * (1 - Math.exp(-elapsedMs / smoothingMs));
}
