import { setMaxListeners } from 'node:events';
import type { ReportFault } from '@rotunda/platform/mask-faults';
import { unlimitedBudget } from '../admission/request-budget.ts';
import { expiryOf } from '../access/viewer-expiry.ts';
import type { Answer } from '../execution/answer.ts';
import { maskFault } from '../execution/present-error.ts';
import type { GatewayRequest } from '../gateway-request.ts';
import type { ForEvent, OpenEvents, RequestVariables } from '../operations/prepared-operation.ts';
import { PublicError } from '../public-error.ts';
import { createEventQueue } from './event-queue.ts';
import type { LiveLimits } from './live-limits.ts';
import type { StillAdmitted } from './still-admitted.ts';

/** One open subscription of one reader. Reading throws a `PublicError` where the stream ends for a reason that the reader should know. */
export interface LiveStream extends AsyncGenerator<Answer, void> {
  /** Ends the stream for a reason of the gateway's own. */
  end(cause: PublicError): void;
}

export interface StreamTools {
  readonly limits: LiveLimits;
  readonly stillAdmitted: StillAdmitted;
  readonly reportFault: ReportFault;
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
 * Runs a subscription for one reader. Whether the caller is still admitted is asked before each event is completed, at each heartbeat and
 * when the access token expires; what waits then is not delivered. A slow reader gets the newest events and is told how many gave way.
 */
export function startLiveStream(
  open: OpenEvents,
  variables: RequestVariables,
  request: StreamRequest,
  { limits, stillAdmitted, reportFault, now }: StreamTools,
  onEnd: () => void,
): LiveStream {
  const { viewer, requestId } = request;
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  const queue = createEventQueue<Answer>({
    count: limits.waitingEvents,
    bytes: limits.waitingBytes,
    bytesOf: (answer) => JSON.stringify(answer).length,
    coalesced: limits.coalescedEvents,
    onTooSlow: () => {
      end(new PublicError('TOO_MANY', 'The stream was read too slowly: subscribe again and ask for less.'));
      request.dropReader();
    },
  });

  const watch = () => {
    const refused = stillAdmitted(viewer);
    if (refused) end(refused);
  };
  const heartbeat = setInterval(watch, limits.heartbeatMs);
  const expiry = setTimeout(watch, Math.min(Math.max(expiryOf(viewer) - now(), 0), longestTimerMs));

  let isStopped = false;
  function stop(): void {
    if (isStopped) return;
    isStopped = true;
    clearInterval(heartbeat);
    clearTimeout(expiry);
    request.signal.removeEventListener('abort', leave);
    controller.abort(new Error('The stream has ended.'));
    onEnd();
  }
  function end(cause: PublicError): void {
    queue.drop(cause);
    stop();
  }
  function leave(): void {
    queue.drop();
    stop();
  }

  const forEvent: ForEvent = async (run) => {
    const refused = stillAdmitted(viewer);
    if (refused) throw refused;
    return withinTime(limits.eventTimeoutMs, controller.signal, (signal, deadlineAt) =>
      run({ ...base, signal, deadlineAt }),
    );
  };
  const base = { viewer, requestId, languages: request.languages, budget: unlimitedBudget };

  async function pump(): Promise<void> {
    const upstream: GatewayRequest = { ...base, signal: controller.signal, deadlineAt: Infinity };
    for await (const answer of open(variables, upstream, forEvent)) queue.put(answer);
  }

  if (request.signal.aborted) queueMicrotask(leave);
  else {
    request.signal.addEventListener('abort', leave, { once: true });
    pump().then(
      () => queue.end(),
      (cause: unknown) => {
        if (controller.signal.aborted) return;
        if (cause instanceof PublicError) return isOfAccess(cause) ? end(cause) : queue.end(cause);
        queue.end(maskFault(cause, requestId, reportFault));
      },
    );
  }

  async function next(): Promise<IteratorResult<Answer, void>> {
    try {
      const taken = await queue.take();
      if (taken) return { done: false, value: withCoalesced(taken.event, taken.coalesced) };
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

function withCoalesced(answer: Answer, coalesced: number): Answer {
  return coalesced > 0 ? { ...answer, extensions: { ...answer.extensions, coalesced } } : answer;
}

/** Runs something with a signal that aborts when the time is up or the whole stream ends. */
async function withinTime<Result>(
  timeoutMs: number,
  whole: AbortSignal,
  run: (signal: AbortSignal, deadlineAt: number) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const abort = () => controller.abort(whole.reason);
  const timer = setTimeout(() => controller.abort(new Error('The time for this event is up.')), timeoutMs);
  whole.addEventListener('abort', abort, { once: true });
  setMaxListeners(0, controller.signal);
  try {
    // Wings compare the deadline with their own wall clock, so it is not the clock that tests move.
    return await run(controller.signal, Date.now() + timeoutMs);
  } finally {
    clearTimeout(timer);
    whole.removeEventListener('abort', abort);
  }
}
