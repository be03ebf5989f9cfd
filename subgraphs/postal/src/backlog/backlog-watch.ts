import type { Backlog } from './backlog.ts';

/** Watches what waits for all who follow it, with one reading for all of them together. */
export interface BacklogWatch {
  /** Each site as it is now, and again whenever it has changed, until the signal aborts; who is slow gets each site once, as it is then. */
  follow(productIds: ReadonlySet<string>, signal: AbortSignal | undefined): AsyncGenerator<Backlog, void>;
  /** Looks once; reads nothing where nobody follows. */
  look(): Promise<void>;
}

interface Follower {
  readonly productIds: ReadonlySet<string>;
  /** By site, what was not given yet. */
  readonly next: Map<string, Backlog>;
  readonly shown: Map<string, string>;
  wake: () => void;
}

/** A watch over what `list` gives. */
export function createBacklogWatch(
  list: (productIds: ReadonlySet<string>) => Promise<readonly Backlog[]>,
): BacklogWatch {
  const followers = new Set<Follower>();

  async function tell(follower: Follower): Promise<void> {
    for (const backlog of await list(follower.productIds)) {
      const shape = JSON.stringify(backlog);
      if (follower.shown.get(backlog.siteCode) === shape) continue;
      follower.shown.set(backlog.siteCode, shape);
      follower.next.set(backlog.siteCode, backlog);
    }
    if (follower.next.size > 0) follower.wake();
  }

  return {
    async *follow(productIds, signal) {
      const follower: Follower = { productIds, next: new Map(), shown: new Map(), wake: () => {} };
      const wake = () => follower.wake();
      signal?.addEventListener('abort', wake);
      followers.add(follower);
      try {
        await tell(follower);
        while (!signal?.aborted) {
          const [backlog] = follower.next.values();
          if (!backlog) {
            await new Promise<void>((resolve) => (follower.wake = resolve));
            continue;
          }
          follower.next.delete(backlog.siteCode);
          yield backlog;
        }
      } finally {
        signal?.removeEventListener('abort', wake);
        followers.delete(follower);
      }
    },

    async look() {
      for (const follower of followers) await tell(follower);
    },
  };
}
