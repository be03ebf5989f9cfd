import type { Backlog, BacklogReading, SiteReading } from './backlog.ts';
import { type Demand, dayAfter, daysUntilPacked } from './clear-date-rules.ts';

/** What waits at a site; undefined for a site that packs nothing for households. */
export function findBacklog({ bySite }: BacklogReading, siteCode: string): Backlog | undefined {
  const reading = bySite.get(siteCode);
  return reading && backlogOf(reading, () => true);
}

/** What waits for these products at every centre, in the order of their codes. */
export function listBacklogs(
  { bySite }: BacklogReading,
  productIds: ReadonlySet<string>,
): readonly Backlog[] {
  return [...bySite.values()].map((reading) => backlogOf(reading, (productId) => productIds.has(productId)));
}

/**
 * The day on which an order for a ZIP should be packed, `YYYY-MM-DD`: all that was placed at its centre before its hour has ended comes first. Null
 * where kits for all that are not on their way; undefined where no centre serves the ZIP.
 */
export function packingDay(
  { bySite, siteOfZip3 }: BacklogReading,
  order: { readonly zip: string; readonly placedAt: Date },
): string | null | undefined {
  const reading = bySite.get(siteOfZip3.get(order.zip.slice(0, 3)) ?? '');
  if (!reading) return undefined;
  const ahead = reading.waiting.filter(({ hour }) => hour <= order.placedAt);
  const days = daysUntilPacked(demandOf(ahead), reading.site, reading.kits);
  return days === undefined ? null : dayAfter(reading.site.today, days);
}

/** The clear date counts all that the site has to pack, whatever is meant: it packs it all. */
function backlogOf({ site, waiting, kits }: SiteReading, isMeant: (productId: string) => boolean): Backlog {
  const meant = waiting.filter(({ productId }) => isMeant(productId));
  const days = daysUntilPacked(demandOf(waiting), site, kits);
  return {
    siteCode: site.siteCode,
    orders: meant.reduce((sum, { orders }) => sum + orders, 0),
    oldestPlacedAt: meant.reduce<Date | undefined>(
      (oldest, { oldestPlacedAt }) => (oldest && oldest <= oldestPlacedAt ? oldest : oldestPlacedAt),
      undefined,
    ),
    parcelsToday: site.parcelsToday,
    clearDate: days === undefined ? undefined : dayAfter(site.today, days),
  };
}

function demandOf(waiting: SiteReading['waiting']): Demand {
  const demand = new Map<string, number>();
  for (const { productId, parcels } of waiting) demand.set(productId, (demand.get(productId) ?? 0) + parcels);
  return demand;
}
