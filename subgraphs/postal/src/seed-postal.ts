import { randomBytes } from 'node:crypto';
import type { Clock } from '@rotunda/platform/clock';
import { createDatabaseAdapter, openPool } from '@rotunda/platform/open-database';
import { createAddressStore } from './addresses/address-store.ts';
import { createAddressChecker } from './addresses/check-address.ts';
import { storeIntakeTally } from './campaign-metrics/intake-step-store.ts';
import { countNewOrders } from './campaign-metrics/order-count-store.ts';
import { createCampaignDirectory } from './campaigns/campaign-directory.ts';
import { createCampaignStore } from './campaigns/campaign-store.ts';
import { seedDeliveryPoints } from './demonstration/delivery-points.ts';
import { seedDemonstrationCampaign } from './demonstration/demonstration-campaign.ts';
import { seedDemonstrationOrders } from './demonstration/demonstration-orders.ts';
import { seedDemonstrationSupply } from './demonstration/demonstration-supply.ts';
import { PrismaClient } from './generated/prisma/client.ts';
import { createClaimStore } from './intake/claim-store.ts';
import { createOrderIntake } from './intake/order-intake.ts';
import { createWaitingRoom } from './intake/waiting-room.ts';
import { countNewHouseholds } from './public-coverage/coverage-count-store.ts';

export interface SeedOptions {
  readonly databaseUrl: string;
  readonly clock: Clock;
}

/** Fills a migrated database with the demonstration: delivery points, a campaign, its orders, and the kits sent to them. A second run changes nothing. */
export async function seedPostal({ databaseUrl, clock }: SeedOptions): Promise<void> {
  await seedDeliveryPoints(databaseUrl);
  const prisma = new PrismaClient({ adapter: createDatabaseAdapter(databaseUrl) });
  const pool = openPool(databaseUrl);
  try {
    await seedDemonstrationCampaign(prisma);
    const meter = await seedDemonstrationOrders((atTheTime) => orderingOver(prisma, pool, atTheTime), clock);
    if (meter) await storeIntakeTally(prisma, meter);
    await seedDemonstrationSupply(prisma, clock.now());
    await countNewOrders(prisma);
    await countNewHouseholds(prisma);
  } finally {
    await Promise.all([prisma.$disconnect(), pool.end()]);
  }
}

function orderingOver(prisma: PrismaClient, pool: ReturnType<typeof openPool>, clock: Clock) {
  return {
    clock,
    addresses: createAddressChecker({
      store: createAddressStore(prisma, pool),
      tokenKey: randomBytes(32),
      clock,
    }),
    campaigns: createCampaignDirectory(createCampaignStore(prisma), clock),
    intake: createOrderIntake(createClaimStore(pool), clock),
    waitingRoom: createWaitingRoom(randomBytes(32), clock),
  };
}
