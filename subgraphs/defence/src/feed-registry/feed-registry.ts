import { createDecoder } from '../feeds/create-decoder.ts';
import { mayUnitSee } from '../releasability/release-rules.ts';
import { createFeedMeter } from './feed-meter.ts';
import type { Feed, RunningFeed } from './feed.ts';

/** The feeds at work, by id. */
export interface FeedRegistry {
  find(id: string): RunningFeed | undefined;
  readonly all: readonly RunningFeed[];
  /** Whether a unit may see what a feed sends, as its default marking says. */
  mayUnitSee(unitId: string | undefined, feedId: string): boolean;
}

/** A live feed's records of this age or more are a backlog that would rewrite the past. */
const maximumAgeMs = 10 * 60_000;
const maximumFutureMs = 60_000;

/** Sets the feeds to work. Throws where a feed has a format without a decoder: a feed that can take nothing in must not look switched on. */
export function createFeedRegistry(feeds: readonly Feed[]): FeedRegistry {
  const running = feeds.map(start).toSorted((left, right) => left.feed.id.localeCompare(right.feed.id));
  const byId = new Map(running.map((entry) => [entry.feed.id, entry]));
  return {
    find: (id) => byId.get(id),
    all: running,
    mayUnitSee(unitId, feedId) {
      const entry = byId.get(feedId);
      return entry !== undefined && mayUnitSee(unitId, entry.feed.marking, entry.feed.ownerId);
    },
  };
}

function start(feed: Feed): RunningFeed {
  const decoder = createDecoder(feed.format, {
    feedId: feed.id,
    dataMode: feed.dataMode,
    utcOffsetMinutes: feed.utcOffsetMinutes,
    maximumFutureMs,
    maximumAgeMs: feed.transport === 'FILE_REPLAY' ? undefined : maximumAgeMs,
  });
  if (!decoder) throw new Error(`Feed ${feed.id} has the format ${feed.format}, which nothing decodes.`);
  const newestMs = Number.NEGATIVE_INFINITY;
  return { feed, decoder, meter: createFeedMeter(), newestMs, shiftMs: 0 };
}
