import { connectClient } from '@rotunda/platform/connect-client';
import { createDatabaseAdapter } from '@rotunda/platform/open-database';
import { createTestDatabase } from '@rotunda/platform/test-database';
import { seedDemonstrationCampaign } from '../demonstration/demonstration-campaign.ts';
import { PrismaClient } from '../generated/prisma/client.ts';
import { seedFacilities } from '../places/seed-facilities.ts';
import { recordMovements } from './stock-ledger-store.ts';

export const testProduct = 'product-home-test-4';

export interface TestNetwork {
  readonly prisma: PrismaClient;
  readonly url: string;
  /** A usable lot with kits on hand at a site. */
  stock(siteCode: string, kits: number, wanted?: { number?: string; expiresOn?: string }): Promise<number>;
  close(): Promise<void>;
}

/** For tests: a database of its own with the demonstration network and campaign, and neither stock nor orders. */
export async function createTestNetwork(): Promise<TestNetwork> {
  const database = await createTestDatabase('postal');
  const client = await connectClient(database.url);
  await seedFacilities(client);
  await client.end();
  const prisma = new PrismaClient({ adapter: createDatabaseAdapter(database.url) });
  await seedDemonstrationCampaign(prisma);
  let lots = 0;
  return {
    prisma,
    url: database.url,
    async stock(siteCode, kits, { number = `LOT-${(lots += 1)}`, expiresOn = '2027-11-30' } = {}) {
      const day = new Date(expiresOn);
      const { id } = await prisma.stockLot.upsert({
        where: { productId_number: { productId: testProduct, number } },
        create: { productId: testProduct, number, expiresOn: day, originalExpiresOn: day },
        update: {},
      });
      const receipt = { type: 'RECEIPT', siteCode, lotId: id, onHand: kits, cause: 'test' } as const;
      await recordMovements(prisma, new Date('2026-11-01T00:00:00Z'), [receipt]);
      return id;
    },
    async close() {
      await prisma.$disconnect();
      await database.drop();
    },
  };
}
