import type { ReliefOrder } from './order.ts';

/** Watches orders for all who follow one, with one question for all of them together. */
export interface OrderWatch {
  /** The order whenever it differs from what was given before, until the signal aborts; one that changes twice between two looks comes once. */
  follow(order: ReliefOrder, signal: AbortSignal | undefined): AsyncGenerator<ReliefOrder, void>;
  /** Looks once at every order that is followed; asks nothing where none is. */
  look(): Promise<void>;
}

interface Follower {
  /** The newest that was not given yet. */
  next: ReliefOrder | undefined;
  shown: ReliefOrder;
  wake: () => void;
}

const numbersPerQuestion = 5_000;

/** A watch over what `read` gives for a list of numbers. */
export function createOrderWatch(
  read: (numbers: readonly number[]) => Promise<readonly ReliefOrder[]>,
): OrderWatch {
  const followersOf = new Map<number, Set<Follower>>();

  function tell(order: ReliefOrder): void {
    for (const follower of followersOf.get(order.number) ?? []) {
      if (order.status === (follower.next ?? follower.shown).status) continue;
      follower.next = order;
      follower.wake();
    }
  }

  function begin(shown: ReliefOrder): Follower {
    const follower: Follower = { next: undefined, shown, wake: () => {} };
    const others = followersOf.get(shown.number) ?? new Set();
    followersOf.set(shown.number, others.add(follower));
    return follower;
  }

  function leave(follower: Follower): void {
    const others = followersOf.get(follower.shown.number);
    others?.delete(follower);
    if (others?.size === 0) followersOf.delete(follower.shown.number);
  }

  return {
    async *follow(order, signal) {
      const follower = begin(order);
      const wake = () => follower.wake();
      signal?.addEventListener('abort', wake);
      try {
        yield order;
        while (!signal?.aborted) {
          const { next } = follower;
          if (!next) {
            await new Promise<void>((resolve) => (follower.wake = resolve));
            continue;
          }
          follower.shown = next;
          follower.next = undefined;
          yield next;
        }
      } finally {
        signal?.removeEventListener('abort', wake);
        leave(follower);
      }
    },

    async look() {
      const numbers = [...followersOf.keys()];
      for (let start = 0; start < numbers.length; start += numbersPerQuestion) {
        const orders = await read(numbers.slice(start, start + numbersPerQuestion));
        orders.forEach(tell);
      }
    },
  };
}
