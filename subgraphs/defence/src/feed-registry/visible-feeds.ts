import type { UnitPicture } from '../picture/unit-picture.ts';
import type { RunningFeed } from './feed.ts';
import type { FeedFacts } from './judge-feed-rules.ts';

/** The feeds that a unit may see, by id. */
export function visibleFeeds({ live, unitId }: UnitPicture): RunningFeed[] {
  return live.feeds.all.filter(({ feed }) => live.feeds.mayUnitSee(unitId, feed.id));
}

/** One feed; undefined where there is none that the unit may see. */
export function findFeed(id: string, { live, unitId }: UnitPicture): RunningFeed | undefined {
  return live.feeds.mayUnitSee(unitId, id) ? live.feeds.find(id) : undefined;
}

/** What the lamp of a feed is judged by. */
export function factsOf({ feed, meter }: RunningFeed, nowMs: number): FeedFacts {
  const { lastMessageMs, accepted, rejected } = meter;
  const silentForMs = lastMessageMs === undefined ? undefined : nowMs - lastMessageMs;
  return { enabled: feed.enabled, accepted, rejected, silentForMs };
}
