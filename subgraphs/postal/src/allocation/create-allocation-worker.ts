import type { Clock } from '@rotunda/platform/clock';
import { createDatabaseAdapter } from '@rotunda/platform/open-database';
import { PrismaClient } from '../generated/prisma/client.ts';
import { type Allocated, allocateOrders } from './allocate-orders.ts';
import { createAllocationStore } from './allocation-store.ts';
import { readAllOrderChanges } from './waiting-order-store.ts';

/** Allocation with a database connection of its own, beside the wing or in its place. */
export function createAllocationWorker({
  databaseUrl,
  clock,
}: {
  readonly databaseUrl: string;
  readonly clock: Clock;
}): { readChanges(): Promise<void>; allocate(): Promise<Allocated>; close(): Promise<void> } {
  const prisma = new PrismaClient({ adapter: createDatabaseAdapter(databaseUrl) });
  return {
    readChanges: () => readAllOrderChanges(prisma, clock.now()),
    allocate: () => allocateOrders(createAllocationStore(prisma), clock.now()),
    close: () => prisma.$disconnect(),
  };
}
