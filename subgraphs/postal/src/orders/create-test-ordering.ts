import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '@rotunda/platform/clock';
import { createDatabaseAdapter, openPool } from '@rotunda/platform/open-database';
import { createTestDatabase } from '@rotunda/platform/test-database';
import { createAddressStore } from '../addresses/address-store.ts';
import { createAddressChecker } from '../addresses/check-address.ts';
import { createCampaignDirectory } from '../campaigns/campaign-directory.ts';
import { createCampaignStore } from '../campaigns/campaign-store.ts';
import { seedDeliveryPoints } from '../demonstration/delivery-points.ts';
import { seedDemonstrationCampaign } from '../demonstration/demonstration-campaign.ts';
import { PrismaClient } from '../generated/prisma/client.ts';
import { createClaimStore } from '../intake/claim-store.ts';
import { createOrderIntake } from '../intake/order-intake.ts';
import { createWaitingRoom } from '../intake/waiting-room.ts';
import type { OrderInput } from './order-wish.ts';
import { type PlaceOrderNeeds, type PlacedOrder, placeOrder } from './place-order.ts';

/** 23 November 2026, and a way to let time pass. */
function aClock() {
  let now = Date.parse('2026-11-23T12:00:00Z');
  return { clock: { now: () => new Date(now) } satisfies Clock, pass: (ms: number) => void (now += ms) };
}

export interface TestOrdering {
  readonly prisma: PrismaClient;
  readonly url: string;
  readonly needs: PlaceOrderNeeds;
  readonly pass: (ms: number) => void;
  /** Places an order of the demonstration campaign, with a key of its own unless told. */
  place(wanted?: Partial<OrderInput>): Promise<PlacedOrder>;
  close(): Promise<void>;
}

/** For tests: an ordering over a database of its own with the demonstration's delivery points and campaign, and no orders. */
export async function createTestOrdering(): Promise<TestOrdering> {
  const database = await createTestDatabase('postal');
  await seedDeliveryPoints(database.url);
  const prisma = new PrismaClient({ adapter: createDatabaseAdapter(database.url) });
  const pool = openPool(database.url);
  await seedDemonstrationCampaign(prisma);
  const { clock, pass } = aClock();
  const needs: PlaceOrderNeeds = {
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
  return {
    prisma,
    url: database.url,
    needs,
    pass,
    place: (wanted) =>
      placeOrder(
        { idempotencyKey: randomUUID(), campaign: 'home-tests-2026', recipientName: 'Ana Cruz', ...wanted },
        wanted?.locale === 'es' ? 'es' : 'en',
        needs,
      ),
    async close() {
      await needs.intake.close();
      await Promise.all([prisma.$disconnect(), pool.end()]);
      await database.drop();
    },
  };
}
