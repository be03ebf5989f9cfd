import type { LiveEvent } from './live-event.ts';
import type { LiveLimits } from './live-limits.ts';

/** What a stream has given since it began, for readers who come a little later. */
export interface StreamHistory {
  add(event: LiveEvent): void;
  /** Every event since the beginning; undefined once one of them is forgotten. */
  all(): readonly LiveEvent[] | undefined;
  /** Forgets all. */
  close(): void;
}

/** Calls `onClosed` once, when the history no longer goes back to the beginning. */
export type OpenHistory = (onClosed: () => void) => StreamHistory;

/**
 * Histories that go back to the beginning of their streams as long as that is short: by events, bytes and time since the first of them, and
 * by the bytes of all histories together.
 */
export function createHistories(limits: LiveLimits['history']): OpenHistory {
  let bytesOfAll = 0;

  return (onClosed) => {
    let events: LiveEvent[] | undefined = [];
    let bytes = 0;
    let timer: NodeJS.Timeout | undefined;

    const close = () => {
      if (!events) return;
      clearTimeout(timer);
      events = undefined;
      bytesOfAll -= bytes;
      onClosed();
    };

    return {
      add(event) {
        if (!events) return;
        events.push(event);
        bytes += event.text.length;
        bytesOfAll += event.text.length;
        timer ??= setTimeout(close, limits.ageMs).unref();
        if (events.length > limits.events || bytes > limits.bytes || bytesOfAll > limits.bytesOfAll) close();
      },
      all: () => events,
      close,
    };
  };
}
