import { setMaxListeners } from 'node:events';
import type { ReportFault } from '@rotunda/platform/mask-faults';
import { unlimitedBudget } from '../admission/request-budget.ts';
import { maskFault } from '../execution/present-error.ts';
import type { GatewayRequest } from '../gateway-request.ts';
import type { ForEvent, OpenEvents, RequestVariables } from '../operations/prepared-operation.ts';
import { PublicError } from '../public-error.ts';
import { LiveEvent } from './live-event.ts';
import type { LiveLimits } from './live-limits.ts';
import type { Resumption } from './resumption.ts';
import type { StreamHistory } from './stream-history.ts';
import { withinTime } from './within-time.ts';

/** One of those who share a stream. Nothing that it is asked or told waits. */
export interface StreamReader {
  /** Whether the reader may have the next event; one that may not has ended itself. */
  isAdmitted(): boolean;
  put(event: LiveEvent): void;
  /** Nothing comes any more: what waits is still read, then `cause` is thrown where there is one. */
  end(cause?: PublicError): void;
}

/** What equal subscriptions have in common. */
export interface StreamQuestion {
  readonly open: OpenEvents;
  readonly variables: RequestVariables;
  readonly resumption?: Resumption | undefined;
  /** Of the reader who came first: under its id the wing and the log know the stream. */
  readonly request: Pick<GatewayRequest, 'viewer' | 'requestId' | 'languages'>;
}

export interface SharedStream {
  /** False where the stream is too far on for a reader to see all of it. */
  join(reader: StreamReader): boolean;
  /** The last one to leave ends the stream at its wing. */
  leave(reader: StreamReader): void;
}

export interface SharedStreamTools {
  readonly limits: LiveLimits;
  readonly reportFault: ReportFault;
}

/**
 * Follows a subscription once for all its readers: one stream of the wing, and each event completed once. A reader that comes later first
 * gets what it missed, because the first event may be the state to which the others are changes.
 */
export function startSharedStream(
  { open, variables, resumption, request }: StreamQuestion,
  first: StreamReader,
  history: StreamHistory,
  { limits, reportFault }: SharedStreamTools,
): SharedStream {
  const readers = new Set([first]);
  const controller = new AbortController();
  const { signal } = controller;
  setMaxListeners(0, signal);
  const base = { ...request, budget: unlimitedBudget };

  const forEvent: ForEvent = async (run) => {
    // Who may not go on ends by being asked; for nobody no wing is asked either.
    for (const reader of readers) reader.isAdmitted();
    signal.throwIfAborted();
    return withinTime(limits.eventTimeoutMs, signal, (eventSignal, deadlineAt) =>
      run({ ...base, signal: eventSignal, deadlineAt }),
    );
  };

  async function pump(): Promise<void> {
    const upstream: GatewayRequest = { ...base, signal, deadlineAt: Infinity };
    for await (const answer of open(variables, upstream, forEvent)) {
      const event = new LiveEvent(answer, resumption?.cursorOf(answer.data));
      history.add(event);
      for (const reader of readers) give(reader, event);
    }
  }

  function give(reader: StreamReader, event: LiveEvent): void {
    if (reader.isAdmitted()) reader.put(event);
  }

  function end(cause?: PublicError): void {
    history.close();
    for (const reader of readers) reader.end(cause);
    readers.clear();
  }

  pump().then(
    () => end(),
    (cause: unknown) => {
      if (signal.aborted) return;
      end(cause instanceof PublicError ? cause : maskFault(cause, request.requestId, reportFault));
    },
  );

  return {
    join(reader) {
      const missed = history.all();
      if (!missed) return false;
      readers.add(reader);
      for (const event of missed) give(reader, event);
      return true;
    },
    leave(reader) {
      if (!readers.delete(reader) || readers.size > 0) return;
      history.close();
      controller.abort(new Error('Nobody follows the stream any more.'));
    },
  };
}
