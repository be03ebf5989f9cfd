import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Viewer } from '@rotunda/platform/viewer';

/** Who waits last: people in the agencies' own applications, then partner agencies, then whoever explores. */
export type Priority = 'application' | 'partner' | 'explorer';

/** Delay of the event loop, in milliseconds, from which requests of a priority are turned away. */
const delaysBorneMs: Readonly<Record<Priority, number>> = {
  application: 1_500,
  partner: 600,
  explorer: 250,
};

/** By identity alone: no header can raise it. A person's token without an agency comes from an application of the house. */
export function priorityOf({ authenticated, agency }: Viewer): Priority {
  if (!authenticated) return 'explorer';
  return agency === undefined ? 'application' : 'partner';
}

/** Whether a request of this priority is to be turned away while the event loop is that late. */
export function isShed(priority: Priority, delayMs: number): boolean {
  return delayMs >= delaysBorneMs[priority];
}

const resolutionMs = 10;
const sampleMs = 250;
/** A single long computation is no overload: lateness counts when it lasts. */
const smoothingMs = 5_000;

export interface LoadMeter {
  /** By how much the event loop was late, averaged over about the last five seconds, in milliseconds. */
  delayMs(): number;
  close(): void;
}

/** Measures how late the event loop of this process runs. */
export function createLoadMeter(): LoadMeter {
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
  histogram.enable();
  let delayMs = 0;
  let sampledAt = performance.now();
  return {
    delayMs() {
      const at = performance.now();
      const elapsedMs = at - sampledAt;
      if (elapsedMs < sampleMs) return delayMs;
      sampledAt = at;
      const latestMs = histogram.count > 0 ? Math.max(histogram.mean / 1e6 - resolutionMs, 0) : 0;
      delayMs += (latestMs - delayMs) * (1 - Math.exp(-elapsedMs / smoothingMs));
      histogram.reset();
      return delayMs;
    },
    close: () => void histogram.disable(),
  };
}
