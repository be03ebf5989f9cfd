import type { Clock } from '@rotunda/platform/clock';
import { createFederatedSchema } from '@rotunda/platform/create-federated-schema';
import { createDatabaseAdapter, openPool } from '@rotunda/platform/open-database';
import type { Subgraph } from '@rotunda/platform/subgraph';
import { type UspsAccess, createUspsClient } from './address-providers/usps-client.ts';
import { createUspsAddresses } from './address-providers/usps-addresses.ts';
import { createAddressStore } from './addresses/address-store.ts';
import { createAddressChecker } from './addresses/check-address.ts';
import { allocateUnlessCrowded } from './allocation/allocate-orders.ts';
import { createAllocationStore } from './allocation/allocation-store.ts';
import { readOrderChanges } from './allocation/waiting-order-store.ts';
import { createCampaignFigures } from './campaign-metrics/create-campaign-figures.ts';
import { createCampaignDirectory } from './campaigns/campaign-directory.ts';
import { createCampaignStore } from './campaigns/campaign-store.ts';
import { createOrderLife } from './create-order-life.ts';
import { PrismaClient } from './generated/prisma/client.ts';
import { createClaimStore } from './intake/claim-store.ts';
import { createOrderIntake } from './intake/order-intake.ts';
import { createWaitingRoom } from './intake/waiting-room.ts';
import { createRequests } from './create-requests.ts';
import { readOrders } from './orders/order-store.ts';
import { createOrderWatch } from './orders/order-watch.ts';
import { policies } from './policies.ts';
import { countNewHouseholds } from './public-coverage/coverage-count-store.ts';
import { repeatTask } from '@rotunda/platform/repeat-task';
import { resolvers } from './resolvers.ts';
import { createLotChangeStore } from './stock/lot-change-store.ts';
import { createWebhooks } from './webhooks/create-webhooks.ts';
import type { SenderOptions } from './webhooks/webhook-sender.ts';
import { readWingKey } from './wing-key-store.ts';

export interface PostalOptions {
  readonly databaseUrl: string;
  readonly clock: Clock;
  /** Whom events may be sent to; https URLs of public hosts unless told. */
  readonly receivers?: SenderOptions;
  /** Whom to ask for a second opinion on addresses that the register does not know; nobody unless given. */
  readonly usps?: UspsAccess | undefined;
  /** Told of faults in work that no request waits for; a warning of the process unless given. */
  readonly reportFault?: (cause: unknown) => void;
}

const usualReceivers: SenderOptions = { origin: 'postal.rotunda.example', privateReceivers: false };
const coverageEveryMs = 2_000;
const ordersEveryMs = 1_000;
const allocationEveryMs = 30_000;

/** The postal wing as a value, over a migrated database. */
export async function createPostal({
  databaseUrl,
  clock,
  receivers = usualReceivers,
  usps,
  reportFault = warnOfFault,
}: PostalOptions): Promise<Subgraph> {
  const schema = createFederatedSchema({
    schemaFile: new URL('../schema.graphql', import.meta.url),
    resolvers,
    policies,
  });
  const prisma = new PrismaClient({
    adapter: createDatabaseAdapter(databaseUrl, { onConnectionLost: reportFault }),
  });
  const pool = openPool(databaseUrl, { onConnectionLost: reportFault });
  const tokenKey = await readWingKey(prisma, 'address tokens');
  const provider = usps && createUspsAddresses(createUspsClient(usps, clock));
  const register = createAddressStore(prisma, pool);
  const addresses = createAddressChecker({ store: register, tokenKey, clock, provider });
  const campaigns = createCampaignDirectory(createCampaignStore(prisma), clock);
  const intake = createOrderIntake(createClaimStore(pool), clock);
  const waitingRoom = createWaitingRoom(await readWingKey(prisma, 'queue tickets'), clock);
  const ordering = { addresses, campaigns, intake, waitingRoom, clock };
  const { orderLife, close: closeOrderLife } = createOrderLife(prisma, ordering, reportFault);
  const counting = repeatTask(() => countNewHouseholds(prisma), coverageEveryMs, reportFault);

  const figuring = createCampaignFigures(prisma, { clock, reportFault });
  const allocating = repeatTask(
    async () => {
      await createLotChangeStore(prisma).expire(clock.now());
      const now = clock.now();
      await allocateUnlessCrowded(() => readOrderChanges(prisma, now), createAllocationStore(prisma), now);
    },
    allocationEveryMs,
    reportFault,
  );

  const listening = await createWebhooks(prisma, receivers, { clock, reportFault });

  const orderWatch = createOrderWatch((numbers) => readOrders(prisma, numbers));
  const watching = repeatTask(orderWatch.look, ordersEveryMs, reportFault);

  return {
    name: 'postal',
    schema,
    requestFor: createRequests(
      {
        campaigns,
        addresses,
        ordering: orderLife,
        orderLife,
        listening,
        orderWatch,
        ...figuring.figures,
      },
      { prisma, clock },
    ),
    async close() {
      await Promise.all([
        intake.close(),
        counting.close(),
        allocating.close(),
        closeOrderLife(),
        watching.close(),
        listening.close(),
      ]);
      await figuring.close();
      await Promise.all([prisma.$disconnect(), pool.end()]);
    },
  };
}

function warnOfFault(cause: unknown): void {
  process.emitWarning(cause instanceof Error ? cause : String(cause));
}
