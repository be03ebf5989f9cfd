/** Counts what runs at the same time, by caller. */
export interface RunningRequests {
  /** Counts one more, or gives false where the caller has as many as may run. */
  enter(caller: string): boolean;
  leave(caller: string): void;
}

/** Running requests of this process, at most so many a caller. */
export function countRunningRequests(maximum: number): RunningRequests {
  const running = new Map<string, number>();
  return {
    enter(caller) {
      const count = running.get(caller) ?? 0;
      if (count >= maximum) return false;
      running.set(caller, count + 1);
      return true;
    },
    leave(caller) {
      const count = (running.get(caller) ?? 1) - 1;
      if (count > 0) running.set(caller, count);
      else running.delete(caller);
    },
  };
}
