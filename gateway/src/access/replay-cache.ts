/** Remembers what was used until it would be too old to be used again; bounded. */
export interface ReplayCache {
  /** `fresh` the first time, `replayed` after that; `full` where nothing more can be remembered, so that nothing may be let through. */
  use(key: string, now: number): 'fresh' | 'replayed' | 'full';
}

/** A cache of so many keys, each kept for so long. What is remembered is never dropped early to make room. */
export function createReplayCache(limits: { readonly keys: number; readonly keptMs: number }): ReplayCache {
  const usedAt = new Map<string, number>();

  /** Keys stand in the order of their use, so the old ones come first. */
  function forgetOld(now: number): void {
    for (const [key, at] of usedAt) {
      if (at + limits.keptMs > now) return;
      usedAt.delete(key);
    }
  }

  return {
    use(key, now) {
      forgetOld(now);
      if (usedAt.has(key)) return 'replayed';
      if (usedAt.size >= limits.keys) return 'full';
      usedAt.set(key, now);
      return 'fresh';
    },
  };
}
