import type { Clock } from '@rotunda/platform/clock';
import { createConsignmentChangeStore } from '../consignments/consignment-change-store.ts';
import { createConsignmentStore } from '../consignments/consignment-store.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { createReplenishmentStore } from '../replenishment/replenishment-store.ts';
import { createBatchChangeStore } from '../shipments/batch-change-store.ts';
import { demonstrationMailer } from '../shipments/parcel-number.ts';
import { createParcelStore } from '../shipments/parcel-store.ts';
import { createTrackingStore } from '../tracking/tracking-store.ts';
import { createLotChangeStore } from '../stock/lot-change-store.ts';
import { createProductStore } from '../stock/product-store.ts';
import { createStockLevelStore } from '../stock/stock-level-store.ts';
import type { NetworkStores } from './network-stores.ts';
import { createSiteStore } from './site-store.ts';

/** The stores of the network for one request. */
export function createNetworkStores(
  prisma: PrismaClient,
  clock: Clock,
  mailer = demonstrationMailer,
): NetworkStores {
  return {
    clock,
    sites: createSiteStore(prisma),
    products: createProductStore(prisma),
    levels: createStockLevelStore(prisma, clock.now()),
    consignments: createConsignmentStore(prisma),
    consignmentChanges: createConsignmentChangeStore(prisma),
    parcels: createParcelStore(prisma),
    batchChanges: createBatchChangeStore(prisma, mailer),
    tracking: createTrackingStore(prisma),
    replenishment: createReplenishmentStore(prisma),
    lotChanges: createLotChangeStore(prisma),
  };
}
