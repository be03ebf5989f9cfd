/** The outcome of some work, or a rejection with the signal's reason as soon as it aborts; the work itself may go on. */
export function untilAborted<Outcome>(work: Promise<Outcome>, signal: AbortSignal): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const stopWaiting = () => reject(reasonOf(signal));
    if (signal.aborted) stopWaiting();
    signal.addEventListener('abort', stopWaiting, { once: true });
    work.then(
      (outcome) => {
        signal.removeEventListener('abort', stopWaiting);
        resolve(outcome);
      },
      (cause: unknown) => {
        signal.removeEventListener('abort', stopWaiting);
        reject(cause);
      },
    );
  });
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('Aborted.', { cause: signal.reason });
}
