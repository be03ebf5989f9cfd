import { expiryOf } from '../access/viewer-expiry.ts';
import type { GatewayRequest } from '../gateway-request.ts';
import { PublicError } from '../public-error.ts';
import { createEventQueue } from './event-queue.ts';
import type { LiveEvent } from './live-event.ts';
import type { LiveLimits } from './live-limits.ts';
import type { StreamReader } from './shared-stream.ts';
import type { StillAdmitted } from './still-admitted.ts';

/** One open subscription of one reader. Reading throws a `PublicError` where the stream ends for a reason that the reader should know. */
export interface LiveStream extends AsyncGenerator<LiveEvent, void> {
  /** Ends the stream for a reason of the gateway's own. */
  end(cause: PublicError): void;
}

export interface StreamTools {
  readonly limits: LiveLimits;
  readonly stillAdmitted: StillAdmitted;
  readonly now: () => number;
}

export interface StreamRequest extends Pick<GatewayRequest, 'viewer' | 'requestId' | 'languages'> {
  /** Aborts when the reader goes away. */
  readonly signal: AbortSignal;
  /** Lets a reader go that takes nothing: no word would reach it. */
  dropReader(): void;
}

const longestTimerMs = 2 ** 31 - 1;

/**
 * What one reader sees of a stream that it may share, until one of them ends. Whether the caller is still admitted is asked before each event, at
 * each heartbeat and when the access token expires; what waits then is not delivered. A slow reader gets the newest events and is
 * told how many gave way; it holds nobody up. `onEnd` hears how many events the reader took.
 */
export function startLiveStream(
  follow: (reader: StreamReader) => () => void,
  { viewer, signal, dropReader }: StreamRequest,
  { limits, stillAdmitted, now }: StreamTools,
  onEnd: (taken: number) => void,
): LiveStream {
  let takenEvents = 0;
  const queue = createEventQueue<LiveEvent>({
    count: limits.waitingEvents,
    bytes: limits.waitingBytes,
    bytesOf: ({ text }) => text.length,
    coalesced: limits.coalescedEvents,
    onTooSlow: () => {
      end(new PublicError('TOO_MANY', 'The stream was read too slowly: subscribe again and ask for less.'));
      dropReader();
    },
  });

  function isAdmitted(): boolean {
    const refused = stillAdmitted(viewer);
    if (refused) end(refused);
    return refused === undefined;
  }
  const heartbeat = setInterval(isAdmitted, limits.heartbeatMs);
  const expiry = setTimeout(isAdmitted, Math.min(Math.max(expiryOf(viewer) - now(), 0), longestTimerMs));

  let isStopped = false;
  let unfollow = () => {};
  function stop(): void {
    if (isStopped) return;
    isStopped = true;
    clearInterval(heartbeat);
    clearTimeout(expiry);
    signal.removeEventListener('abort', leave);
    unfollow();
    onEnd(takenEvents);
  }
  function end(cause: PublicError): void {
    queue.drop(cause);
    stop();
  }
  function leave(): void {
    queue.drop();
    stop();
  }

  if (signal.aborted) queueMicrotask(leave);
  else {
    signal.addEventListener('abort', leave, { once: true });
    unfollow = follow({ isAdmitted, put: queue.put, end: queue.end });
    // The first event may have ended it already.
    if (isStopped) unfollow();
  }

  async function next(): Promise<IteratorResult<LiveEvent, void>> {
    try {
      const taken = await queue.take();
      if (taken) {
        takenEvents += 1;
        return { done: false, value: taken.event.after(taken.coalesced) };
      }
    } catch (cause) {
      stop();
      throw cause;
    }
    stop();
    return { done: true, value: undefined };
  }

  return {
    end,
    next,
    // Called while `next` waits, also by the protocol libraries: a native generator would wait for that event first.
    async return() {
      leave();
      return { done: true, value: undefined };
    },
    async throw(cause) {
      leave();
      throw cause;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: async () => leave(),
  };
}

/** Whether a stream ended because its caller may no longer read it. */
export function isOfAccess({ code }: PublicError): boolean {
  return code === 'UNAUTHENTICATED' || code === 'FORBIDDEN';
}
