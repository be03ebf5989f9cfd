import type { KitsToCome, PackingSite } from './backlog.ts';

/** Parcels to be packed, by product. */
export type Demand = ReadonlyMap<string, number>;

/** Beyond two years nobody plans. */
const lastDay = 730;

/**
 * Days from today until all the demand is packed, 0 for today: each day the site packs as much as it can, of what has kits. What it packed today
 * counts against today. Undefined where kits for all of it are neither there nor on their way, or the site is closed.
 */
export function daysUntilPacked(
  demand: Demand,
  site: Pick<PackingSite, 'dailyParcelCapacity' | 'parcelsToday' | 'isClosed'>,
  kits: readonly Pick<KitsToCome, 'productId' | 'inDays' | 'kits'>[],
): number | undefined {
  const waiting = new Map([...demand].filter(([, parcels]) => parcels > 0));
  if (waiting.size === 0) return 0;
  if (site.isClosed || site.dailyParcelCapacity === 0) return undefined;

  const inStock = new Map<string, number>();
  const arrivals = [...kits].sort((one, other) => one.inDays - other.inDays);
  for (let day = 0; day <= lastDay; day += 1) {
    while (arrivals[0] && arrivals[0].inDays <= day) {
      const { productId, kits: count } = arrivals[0];
      inStock.set(productId, (inStock.get(productId) ?? 0) + count);
      arrivals.shift();
    }
    packOneDay(waiting, inStock, site.dailyParcelCapacity - (day === 0 ? site.parcelsToday : 0));
    if (waiting.size === 0) return day;
  }
  return undefined;
}

function packOneDay(waiting: Map<string, number>, inStock: Map<string, number>, capacity: number): void {
  let left = Math.max(0, capacity);
  for (const [productId, parcels] of waiting) {
    const packed = Math.min(parcels, left, inStock.get(productId) ?? 0);
    left -= packed;
    inStock.set(productId, (inStock.get(productId) ?? 0) - packed);
    if (packed === parcels) waiting.delete(productId);
    else waiting.set(productId, parcels - packed);
  }
}

/** The calendar day so many days after another, `YYYY-MM-DD`. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
