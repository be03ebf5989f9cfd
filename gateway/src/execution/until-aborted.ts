/** The outcome of some work, or a rejection with the signal's reason as soon as it aborts; the work itself may go on. */
export function untilAborted<Outcome>(work: Promise<Outcome>, signal: AbortSignal): Promise<Outcome> {
  return new Promise((resolve, reject) => new Wait(work, signal, resolve, reject));
}

/** One object for a wait: it runs for every fetch of every request. */
class Wait<Outcome> {
  private readonly signal: AbortSignal;
  private readonly reject: (cause: unknown) => void;

  constructor(
    work: Promise<Outcome>,
    signal: AbortSignal,
    resolve: (outcome: Outcome) => void,
    reject: (cause: unknown) => void,
  ) {
    this.signal = signal;
    this.reject = reject;
    if (signal.aborted) this.handleEvent();
    else signal.addEventListener('abort', this, { once: true });
    work.then(
      (outcome) => {
        signal.removeEventListener('abort', this);
        resolve(outcome);
      },
      (cause: unknown) => {
        signal.removeEventListener('abort', this);
        reject(cause);
      },
    );
  }

  handleEvent(): void {
    this.reject(reasonOf(this.signal));
  }
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('Aborted.', { cause: signal.reason });
}
