import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { exchangePath, exchangeProtocol } from '@rotunda/platform/answer-exchange';
import type { Pool } from 'undici';
import { WingExchange } from './wing-exchange.ts';

export interface ExchangeTimes {
  /** After so long another is opened, so that a balancer in front of several wings has its say again. */
  readonly renewedAfterMs: number;
  /** One on which nothing was heard for so long by then may have been dropped on the way. */
  readonly trustedMs: number;
  /** How long the wing may say nothing while a batch waits in vain, before another is opened. */
  readonly silenceMs: number;
}

const usualTimes: ExchangeTimes = { renewedAfterMs: 60_000, trustedMs: 10_000, silenceMs: 1_000 };
const retryAfterMs = 1_000;

/** The exchange with one wing, opened behind the requests, which travel otherwise until it is there. */
export interface KeptExchange {
  /** The exchange to send a batch over; undefined while there is none, which begins to open one. */
  current(): WingExchange | undefined;
  /** Connections, and batches on their way over them. */
  standing(): { readonly open: number; readonly running: number };
  /** Lets what is under way end. */
  close(): void;
}

/** Keeps an exchange over connections of this pool. A wing that knows no exchanges is asked again a second later at the earliest. */
export function keepExchange(pool: Pool, times = usualTimes): KeptExchange {
  let exchange: WingExchange | undefined;
  let isOpening = false;
  let isClosed = false;
  let mayOpenAt = 0;

  function open(): void {
    if (isOpening || isClosed || performance.now() < mayOpenAt) return;
    isOpening = true;
    pool
      .upgrade({ path: exchangePath, protocol: exchangeProtocol })
      .then(
        ({ socket }) => replaceBy(socket),
        // What is wrong with the wing, if anything is, the requests find out by themselves.
        () => void (mayOpenAt = performance.now() + retryAfterMs),
      )
      .finally(() => (isOpening = false));
  }

  function replaceBy(connection: Duplex): void {
    // A line waits for no other: each is answered by itself.
    if (connection instanceof Socket) connection.setNoDelay(true);
    exchange?.retire();
    exchange = new WingExchange(connection, times.silenceMs);
    if (isClosed) exchange.retire();
  }

  return {
    current() {
      if (exchange?.takesBatches !== true) {
        open();
        return undefined;
      }
      if (performance.now() - exchange.openedAt < times.renewedAfterMs) return exchange;
      open();
      if (exchange.silentForMs < times.trustedMs) return exchange;
      exchange.retire();
      return undefined;
    },
    standing: () => ({ open: exchange?.takesBatches ? 1 : 0, running: exchange?.running ?? 0 }),
    close() {
      isClosed = true;
      exchange?.retire();
    },
  };
}
