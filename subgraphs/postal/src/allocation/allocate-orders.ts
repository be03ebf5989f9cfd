import type { AllocationStore } from './allocation-store.ts';

export interface Allocated {
  readonly allocated: number;
  readonly backordered: number;
}

/**
 * Goes once round all centres that have waiting orders and gives out what their stock and their day allow; says how many orders got kits
 * and how many newly wait for kits to come in. Any number of workers may go round at once.
 */
export async function allocateOrders(store: AllocationStore, now: Date): Promise<Allocated> {
  let total: Allocated = { allocated: 0, backordered: 0 };
  let afterSite = '';
  for (;;) {
    const round = await store.allocateAtNextSites(afterSite, now);
    if (!round) return total;
    const { allocated, backordered, lastSite } = round;
    total = { allocated: total.allocated + allocated, backordered: total.backordered + backordered };
    // A centre that gave something out may have more to give than one statement takes.
    if (allocated + backordered === 0) afterSite = lastSite;
  }
}

/** Orders of one reading above which a crowd is ordering: then nothing is given out, so that intake has the database to itself. */
const crowd = 50_000;

/** One round of the wing's own work: reads what became of orders, and gives kits out unless a crowd is ordering. */
export async function allocateUnlessCrowded(
  readChanges: () => Promise<number>,
  store: AllocationStore,
  now: Date,
): Promise<Allocated> {
  const queued = await readChanges();
  return queued > crowd ? { allocated: 0, backordered: 0 } : allocateOrders(store, now);
}
