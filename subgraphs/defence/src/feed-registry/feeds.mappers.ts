import type { RunningFeed } from './feed.ts';

export type FeedMapper = RunningFeed;
export type FeedHealthMapper = RunningFeed;
