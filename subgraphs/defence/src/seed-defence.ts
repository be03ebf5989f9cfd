import type { Clock } from '@rotunda/platform/clock';
import { createDatabaseAdapter } from '@rotunda/platform/open-database';
import { createAirspaceStore } from './airspace/airspace-store.ts';
import { washingtonAirspaces } from './demonstration/airspaces.ts';
import { demonstrationFeedRecords } from './demonstration/feeds.ts';
import { demonstrationUnits } from './demonstration/units.ts';
import { addFeeds } from './feed-registry/feed-store.ts';
import { PrismaClient } from './generated/prisma/client.ts';
import { addUnits } from './units/unit-store.ts';

export interface SeedOptions {
  readonly databaseUrl: string;
  readonly clock: Clock;
}

/** Fills a migrated database with the demonstration: units, feeds and the airspace over Washington. A second run changes nothing. */
export async function seedDefence({ databaseUrl, clock }: SeedOptions): Promise<void> {
  const prisma = new PrismaClient({ adapter: createDatabaseAdapter(databaseUrl) });
  try {
    await addUnits(prisma, demonstrationUnits);
    await addFeeds(prisma, demonstrationFeedRecords());
    await createAirspaceStore(prisma).save(washingtonAirspaces(clock.now().getTime()));
  } finally {
    await prisma.$disconnect();
  }
}
