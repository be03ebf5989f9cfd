import { setMaxListeners } from 'node:events';

/** Runs something with a signal that aborts when the time is up or the whole aborts, and tells it the deadline in epoch milliseconds. */
export async function withinTime<Result>(
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
