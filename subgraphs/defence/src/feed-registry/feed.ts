import type { FeedDecoder } from '../feeds/feed-decoder.ts';
import type { DataMode } from '../feeds/sensor-report.ts';
import type { Marking } from '../releasability/marking.ts';

type FeedTransport = 'HTTP_PUSH' | 'FILE_REPLAY' | 'GENERATED';

export interface Feed {
  readonly id: string;
  readonly name: string;
  /** The word of the SDL's FeedFormat. */
  readonly format: string;
  readonly transport: FeedTransport;
  readonly ownerId: string;
  readonly enabled: boolean;
  readonly dataMode: DataMode;
  readonly marking: Marking;
  /** Minutes that the receiver's local time is ahead of UTC. */
  readonly utcOffsetMinutes: number;
}

/** A feed at work: its decoder remembers earlier messages, its meter counts them. */
export interface RunningFeed {
  readonly feed: Feed;
  readonly decoder: FeedDecoder;
  readonly meter: FeedMeter;
  /** Newest source time that it has sent. */
  newestMs: number;
  /** Add it to a source time to get the wing's time; only replays have one. */
  shiftMs: number;
}

/** Counts of one feed since the wing started. */
export interface FeedMeter {
  count(reports: number, rejects: number, atMs: number): void;
  noteLatency(latencyMs: number): void;
  readonly accepted: number;
  readonly rejected: number;
  readonly lastMessageMs: number | undefined;
  /** Accepted reports each second over the minute that ends at a time. */
  ratePerSecond(nowMs: number): number;
  /** A quantile, 0 to 1, of the last 512 latencies in milliseconds. */
  latencyMs(quantile: number): number | undefined;
}
