import type { PrismaClient } from '../generated/prisma/client.ts';
import type { NetworkStores } from './network-stores.ts';
import { createSiteStore } from './site-store.ts';

/** The stores of the network for one request. */
export function createNetworkStores(prisma: PrismaClient): NetworkStores {
  return { sites: createSiteStore(prisma) };
}
