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
