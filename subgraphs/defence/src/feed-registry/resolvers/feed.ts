import type { FeedHealthResolvers, FeedResolvers, QueryResolvers } from '../../generated/resolvers-types.ts';
import { judgeFeed, rejectRatio } from '../judge-feed-rules.ts';
import { readFormat } from '../read-format.ts';
import { factsOf, findFeed, visibleFeeds } from '../visible-feeds.ts';

export const feed: FeedResolvers = {
  __resolveReference: ({ id }, { picture }) => findFeed(id, picture) ?? null,
  id: ({ feed }) => feed.id,
  name: ({ feed }) => feed.name,
  format: ({ feed }) => readFormat(feed.format),
  transport: ({ feed }) => feed.transport,
  owner: ({ feed }, _arguments, { live }) => live.units.get(feed.ownerId),
  enabled: ({ feed }) => feed.enabled,
  dataMode: ({ feed }) => feed.dataMode,
  defaultMarking: ({ feed }) => feed.marking,
  health: (running) => running,
};

export const feedHealth: FeedHealthResolvers = {
  status: (running, _arguments, { picture }) => judgeFeed(factsOf(running, picture.nowMs)).status,
  lastMessageAt: ({ meter }) => (meter.lastMessageMs === undefined ? null : new Date(meter.lastMessageMs)),
  messagesPerSecond: ({ meter }, _arguments, { picture }) => meter.ratePerSecond(picture.nowMs),
  latencyP50Ms: ({ meter }) => meter.latencyMs(0.5) ?? null,
  latencyP99Ms: ({ meter }) => meter.latencyMs(0.99) ?? null,
  rejectRatio: (running, _arguments, { picture }) => rejectRatio(factsOf(running, picture.nowMs)),
  liveTracks: ({ feed }, _arguments, { live }) =>
    [...live.tracks.all()].filter(({ contributions }) => contributions.has(feed.id)).length,
  explanation: (running, _arguments, { picture }) => judgeFeed(factsOf(running, picture.nowMs)).explanation,
};

export const feedById: NonNullable<QueryResolvers['feed']> = (_root, { id }, { picture }) =>
  findFeed(id, picture) ?? null;

export const feeds: NonNullable<QueryResolvers['feeds']> = (_root, _arguments, { picture }) =>
  visibleFeeds(picture);
