/** What streams may hold, and for how long. */
export interface LiveLimits {
  /** Open streams of the whole process. */
  readonly streams: number;
  /** Open streams of one subject; all anonymous callers together have `streams` only. */
  readonly streamsPerSubject: number;
  /** Events that wait for one reader; beyond it the oldest give way. */
  readonly waitingEvents: number;
  readonly waitingBytes: number;
  /** Events given way since the reader took the last one: more, and the stream ends. */
  readonly coalescedEvents: number;
  /** How long and how much of a stream is kept from its beginning, so that equal subscriptions can still join it. */
  readonly history: {
    readonly events: number;
    readonly bytes: number;
    /** Since the first event. */
    readonly ageMs: number;
    /** Of all streams together. */
    readonly bytesOfAll: number;
  };
  /** Between two signs of life, and between two looks at whether the caller is still admitted. */
  readonly heartbeatMs: number;
  /** A reader that takes nothing for so long is let go. */
  readonly stalledMs: number;
  /** Over so long the streams end whose fields another supergraph does not have. */
  readonly endWithinMs: number;
  /** For what a plan asks of other wings for one event. */
  readonly eventTimeoutMs: number;
  readonly socket: {
    readonly messageBytes: number;
    readonly operations: number;
    /** Messages and pings of a client in ten seconds. */
    readonly messagesPerTenSeconds: number;
    readonly initTimeoutMs: number;
    /** A socket without an operation for so long is closed. */
    readonly idleMs: number;
    /** Sockets of the whole process. */
    readonly sockets: number;
  };
}

export const defaultLiveLimits: LiveLimits = {
  streams: 20_000,
  streamsPerSubject: 200,
  waitingEvents: 64,
  waitingBytes: 1024 * 1024,
  coalescedEvents: 5_000,
  history: { events: 64, bytes: 256 * 1024, ageMs: 10_000, bytesOfAll: 64 * 1024 * 1024 },
  heartbeatMs: 12_000,
  stalledMs: 60_000,
  endWithinMs: 15_000,
  eventTimeoutMs: 10_000,
  socket: {
    messageBytes: 256 * 1024,
    operations: 50,
    messagesPerTenSeconds: 200,
    initTimeoutMs: 3_000,
    idleMs: 5 * 60_000,
    sockets: 20_000,
  },
};
