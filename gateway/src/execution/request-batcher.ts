/** Something to send, with its text ready. */
export interface Sendable {
  readonly text: string;
  /** Nobody waits for it any more. */
  isForsaken(): boolean;
}

/** Sends what has gathered. Calls `showsLife` once the receiver has begun to answer, and again, harmlessly, at the end. */
export type SendBatch<Item extends Sendable> = (batch: readonly Item[], showsLife: () => void) => void;

/** More than two at once do not go faster: each batch then only gets smaller. */
const batchesInFlight = 2;
/** A batch of slow operations shows no life for long; others then go past it. */
const patienceMs = 4;
const bytesPerBatch = 4 * 1024 * 1024;

/**
 * Gathers what is sent in one turn of the event loop into one batch. A batch leaves at once while fewer than two are on
 * their way; otherwise whatever has gathered leaves when one of those shows life, at the latest after 4 ms.
 */
export function createRequestBatcher<Item extends Sendable>(send: SendBatch<Item>): (item: Item) => void {
  let waiting: Item[] = [];
  let inFlight = 0;
  let isScheduled = false;

  function schedule(): void {
    if (isScheduled || inFlight >= batchesInFlight || waiting.length === 0) return;
    isScheduled = true;
    setImmediate(leave);
  }

  function leave(): void {
    isScheduled = false;
    const batch = takeBatch();
    if (batch.length > 0) {
      inFlight += 1;
      let counts = true;
      const showsLife = () => {
        if (!counts) return;
        counts = false;
        clearTimeout(patience);
        inFlight -= 1;
        schedule();
      };
      const patience = setTimeout(showsLife, patienceMs);
      send(batch, showsLife);
    }
    schedule();
  }

  function takeBatch(): readonly Item[] {
    const wanted = waiting.filter((item) => !item.isForsaken());
    let bytes = 0;
    const end = wanted.findIndex((item, index) => (bytes += item.text.length) > bytesPerBatch && index > 0);
    waiting = end === -1 ? [] : wanted.slice(end);
    return end === -1 ? wanted : wanted.slice(0, end);
  }

  return (item) => {
    waiting.push(item);
    schedule();
  };
}
