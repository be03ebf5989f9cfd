import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Feed } from './feed.ts';

/** All feeds. */
export async function readFeeds(database: PrismaClient): Promise<readonly Feed[]> {
  const rows = await database.feed.findMany({ orderBy: { id: 'asc' } });
  return rows.map(({ markingLevel, markingControls, markingReleasable, ...feed }) => ({
    ...feed,
    marking: { level: markingLevel, controls: markingControls, releasableTo: markingReleasable },
  }));
}

/** Adds the feeds that are not there yet; those that are stay as they are. */
export async function addFeeds(database: PrismaClient, feeds: readonly Feed[]): Promise<void> {
  await database.feed.createMany({
    data: feeds.map(({ marking, ...feed }) => ({
      ...feed,
      markingLevel: marking.level,
      markingControls: [...marking.controls],
      markingReleasable: [...marking.releasableTo],
    })),
    skipDuplicates: true,
  });
}
