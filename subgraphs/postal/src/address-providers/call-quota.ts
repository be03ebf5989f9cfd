import type { Clock } from '@rotunda/platform/clock';

export interface CallQuota {
  /** Takes one call; false where the limit of a window has been reached. */
  take(): boolean;
}

interface QuotaWindow {
  readonly calls: number;
  readonly everyMs: number;
}

/** Counts calls against sliding windows, all of which must have room. It keeps as many times as the widest window has calls. */
export function createCallQuota(windows: readonly QuotaWindow[], clock: Clock): CallQuota {
  const longestMs = Math.max(...windows.map(({ everyMs }) => everyMs));
  let taken: readonly number[] = [];
  return {
    take() {
      const now = clock.now().getTime();
      taken = taken.filter((at) => at > now - longestMs);
      const hasRoom = windows.every(
        ({ calls, everyMs }) => taken.filter((at) => at > now - everyMs).length < calls,
      );
      if (hasRoom) taken = [...taken, now];
      return hasRoom;
    },
  };
}
