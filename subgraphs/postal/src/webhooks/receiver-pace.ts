import type { Clock } from '@rotunda/platform/clock';

/** Keeps each receiver to the requests per minute that it allows this process. */
export interface ReceiverPace {
  /** How many requests a receiver may get now, `wanted` at most; they count as made. */
  take(webhook: { readonly id: string; readonly requestsPerMinute: number | null }, wanted: number): number;
}

/** A pace that lets nothing gather: what was not used within a minute is gone. */
export function createReceiverPace(clock: Clock): ReceiverPace {
  const states = new Map<string, { allowance: number; at: number }>();

  return {
    take({ id, requestsPerMinute }, wanted) {
      if (requestsPerMinute === null) return wanted;
      const at = clock.now().getTime();
      const state = states.get(id) ?? { allowance: requestsPerMinute, at };
      const gained = ((at - state.at) / 60_000) * requestsPerMinute;
      const allowance = Math.min(requestsPerMinute, state.allowance + gained);
      const taken = Math.min(wanted, Math.floor(allowance));
      states.set(id, { allowance: allowance - taken, at });
      return taken;
    },
  };
}
