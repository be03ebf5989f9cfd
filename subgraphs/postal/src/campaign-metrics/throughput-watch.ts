import type { Clock } from '@rotunda/platform/clock';
import type { OrderFlow } from './order-flow-store.ts';
import type { OrderRate } from './order-rate-store.ts';

/** Follows how fast orders come in, with one reading for all who follow. */
export interface ThroughputWatch {
  /** Orders of a campaign in each stretch of so many seconds, as long as the signal lets; who is slow gets one point for all that it missed. */
  follow(
    campaignId: string,
    everySeconds: number,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<OrderRate, void>;
  /** Reads once what came in; reads nothing where nobody follows. */
  look(): Promise<void>;
}

interface Follower {
  readonly campaignId: string;
  readonly everyMs: number;
  /** Orders since `from`, and when that is. */
  orders: number;
  from: number;
  due: OrderRate | undefined;
  wake: () => void;
}

/** A watch over what `read` gives since a reading. */
export function createThroughputWatch(
  read: (readFrom: bigint | undefined) => Promise<OrderFlow>,
  clock: Clock,
): ThroughputWatch {
  const followers = new Set<Follower>();
  let readTo: bigint | undefined;

  function addTo(follower: Follower, orders: number, now: number): void {
    follower.orders += orders;
    if (now - follower.from < follower.everyMs) return;
    const missed = follower.due;
    const at = missed?.at ?? new Date(follower.from);
    follower.due = { at, key: 'ALL', orders: follower.orders + (missed?.orders ?? 0) };
    follower.orders = 0;
    follower.from = now;
    follower.wake();
  }

  return {
    async *follow(campaignId, everySeconds, signal) {
      const from = clock.now().getTime();
      const everyMs = everySeconds * 1000;
      const follower: Follower = { campaignId, everyMs, orders: 0, from, due: undefined, wake: () => {} };
      const wake = () => follower.wake();
      signal?.addEventListener('abort', wake);
      followers.add(follower);
      try {
        while (!signal?.aborted) {
          const { due } = follower;
          if (!due) {
            await new Promise<void>((resolve) => (follower.wake = resolve));
            continue;
          }
          follower.due = undefined;
          yield due;
        }
      } finally {
        signal?.removeEventListener('abort', wake);
        followers.delete(follower);
      }
    },

    async look() {
      if (followers.size === 0) {
        readTo = undefined;
        return;
      }
      const flow = await read(readTo);
      const now = clock.now().getTime();
      const isFirst = readTo === undefined;
      readTo = flow.readTo;
      for (const follower of followers) {
        // Nobody counted between the beginning of the first follower and the first reading.
        if (isFirst) follower.from = now;
        else addTo(follower, flow.orders.get(follower.campaignId) ?? 0, now);
      }
    },
  };
}
