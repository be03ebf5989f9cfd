import { createDatabaseAdapter, openPool } from '@rotunda/platform/open-database';
import { createTestDatabase } from '@rotunda/platform/test-database';
import { anonymousViewer } from '@rotunda/platform/viewer';
import { seedDemonstrationCampaign } from '../demonstration/demonstration-campaign.ts';
import { PrismaClient } from '../generated/prisma/client.ts';
import { anOrderDraft } from '../intake/an-order-draft.ts';
import { createClaimStore } from '../intake/claim-store.ts';
import { changeOrderStatuses } from '../order-history/order-event-store.ts';
import { type Webhooks, createWebhooks } from './create-webhooks.ts';
import { registerWebhook } from './manage-webhooks.ts';

/** For tests: how a partner of HHS asks. */
export const asPartner = { viewer: { ...anonymousViewer, agency: 'HHS' }, language: 'en' } as const;

/** For tests: orders that happen and processes of the wing that tell of them, over a database of their own and a clock that is moved. */
export async function createTestTelling() {
  const database = await createTestDatabase('postal');
  const prisma = new PrismaClient({ adapter: createDatabaseAdapter(database.url) });
  const pool = openPool(database.url);
  await seedDemonstrationCampaign(prisma);
  const { id: roundId } = await prisma.campaignRound.findFirstOrThrow({ where: { ordinal: 1 } });
  const open = new Set<Webhooks>();
  let nextNumber = 1;
  let now = Date.now();
  const clock = { now: () => new Date(now) };

  return {
    prisma,
    clock,
    pass: (ms: number) => void (now += ms),

    /** A process of the wing. */
    async start(timeoutMs = 5_000): Promise<Webhooks> {
      const receivers = { origin: 'postal.rotunda.example', privateReceivers: true, timeoutMs };
      const reportFault = (cause: unknown) => void process.emitWarning(String(cause));
      const wing = await createWebhooks(prisma, receivers, { clock, reportFault });
      open.add(wing);
      return wing;
    },

    /** Registers a receiver that is told of orders from now on. */
    async register(wing: Webhooks, url: string): Promise<{ readonly id: string; readonly secret: string }> {
      const input = { url, types: ['ORDER_PLACED', 'ORDER_STATUS_CHANGED'] } as const;
      const registered = await registerWebhook(input, asPartner, wing);
      if (!('webhook' in registered)) throw new Error(registered.userErrors[0]?.message);
      await wing.tell();
      return { id: registered.webhook.id, secret: registered.secret };
    },

    async place(count: number): Promise<readonly number[]> {
      const claims = Array.from({ length: count }, () => ({
        draft: anOrderDraft(),
        number: nextNumber++,
        roundId,
        ordinal: 1,
      }));
      await createClaimStore(pool).place(claims, clock.now());
      return claims.map(({ number }) => number);
    },

    async allocate(numbers: readonly number[]): Promise<void> {
      const changes = numbers.map((number) => ({ number, from: 'CONFIRMED', to: 'ALLOCATED' }) as const);
      await changeOrderStatuses(prisma, changes, { actor: 'WING' }, clock.now());
    },

    /** Ends all processes and forgets all webhooks; the time is now again. */
    async reset(): Promise<void> {
      await Promise.all([...open].map((wing) => wing.close()));
      open.clear();
      await prisma.webhook.deleteMany();
      now = Date.now();
    },

    async close(): Promise<void> {
      await prisma.$disconnect();
      await pool.end();
      await database.drop();
    },
  };
}
