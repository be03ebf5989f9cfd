/** What a reader gets: an event, and how many before it gave way since the last. */
export interface TakenEvent<Event> {
  readonly event: Event;
  readonly coalesced: number;
}

export interface EventQueue<Event> {
  /** Never waits: where the queue is full, the oldest event gives way. */
  put(event: Event): void;
  /** Nothing comes any more: what waits is still read, then `cause` is thrown where there is one. */
  end(cause?: Error): void;
  /** Nothing is read any more: what waits is dropped. */
  drop(cause?: Error): void;
  /** The next event; undefined at the end. One reader at a time. */
  take(): Promise<TakenEvent<Event> | undefined>;
}

export interface QueueBounds<Event> {
  readonly count: number;
  readonly bytes: number;
  /** Measured only where an event has to wait. */
  bytesOf(event: Event): number;
  /** Given way since the reader took the last event: more, and `onTooSlow` is called once. */
  readonly coalesced: number;
  onTooSlow(): void;
}

interface Waiting<Event> {
  readonly event: Event;
  readonly bytes: number;
}

interface Reader<Event> {
  resolve(taken: TakenEvent<Event> | undefined): void;
  reject(cause: Error): void;
}

/** A queue of the newest events between a source that does not wait and one reader: its memory is bounded by count and bytes. */
export function createEventQueue<Event>(bounds: QueueBounds<Event>): EventQueue<Event> {
  const waiting: Waiting<Event>[] = [];
  let bytes = 0;
  let coalesced = 0;
  let reader: Reader<Event> | undefined;
  let ended: { readonly cause: Error | undefined } | undefined;

  function makeRoom(): void {
    while (waiting.length > 1 && (waiting.length > bounds.count || bytes > bounds.bytes)) {
      bytes -= waiting.shift()?.bytes ?? 0;
      coalesced += 1;
    }
    if (coalesced > bounds.coalesced) bounds.onTooSlow();
  }

  function finish(cause: Error | undefined): void {
    if (ended) return;
    ended = { cause };
    if (cause) reader?.reject(cause);
    else reader?.resolve(undefined);
    reader = undefined;
  }

  return {
    put(event) {
      if (ended) return;
      if (reader) {
        const { resolve } = reader;
        reader = undefined;
        resolve({ event, coalesced: 0 });
        return;
      }
      const size = bounds.bytesOf(event);
      waiting.push({ event, bytes: size });
      bytes += size;
      makeRoom();
    },

    end: finish,

    drop(cause) {
      waiting.length = 0;
      bytes = 0;
      finish(cause);
    },

    async take() {
      const next = waiting.shift();
      if (next) {
        bytes -= next.bytes;
        const taken = { event: next.event, coalesced };
        coalesced = 0;
        return taken;
      }
      if (ended?.cause) throw ended.cause;
      if (ended) return undefined;
      return new Promise((resolve, reject) => (reader = { resolve, reject }));
    },
  };
}
