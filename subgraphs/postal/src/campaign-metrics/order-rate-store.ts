import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import type { MetricWindow } from './metric-window.ts';

export type CountDimension = 'ALL' | 'STATE' | 'COUNTY' | 'ZIP3' | 'CHANNEL' | 'LOCALE';

export interface OrderRate {
  /** Start of the bucket. */
  readonly at: Date;
  readonly key: string;
  readonly orders: number;
}

/** Which larger thing a key belongs to, e.g. the centre that packs for a ZIP3; keys that are not listed belong to none. */
export type KeyGroups = ReadonlyMap<string, string>;

export interface OrderRateStore {
  /** Orders by bucket and key, in their order; buckets without orders are absent. */
  list(
    campaignId: string,
    dimension: CountDimension,
    window: MetricWindow,
    limit: number,
    groups?: KeyGroups,
  ): Promise<readonly OrderRate[]>;
  /** Orders of a campaign placed in the minutes that begin in a span. */
  total(campaignId: string, span: { readonly from: Date; readonly to: Date }): Promise<number>;
}

/** Reads the counted orders. */
export function createOrderRateStore(prisma: PrismaClient): OrderRateStore {
  return {
    list(campaignId, dimension, { from, to, bucketSeconds, grain }, limit, groups) {
      const [join, key] = groups
        ? [
            Prisma.sql`LEFT JOIN unnest(${[...groups.keys()]}::text[], ${[...groups.values()]}::text[]) AS part (key, whole)
                USING (key)`,
            Prisma.sql`coalesce(part.whole, 'NONE')`,
          ]
        : [Prisma.empty, Prisma.sql`counted.key`];
      return prisma.$queryRaw<OrderRate[]>`
        SELECT date_bin(make_interval(secs => ${bucketSeconds}::integer), starts_at, ${from}) AS at, ${key} AS key,
          sum(orders)::integer AS orders
        FROM order_count AS counted ${join}
        WHERE campaign_id = ${campaignId} AND dimension = ${dimension}::count_dimension AND grain = ${grain}::count_grain
          AND starts_at >= ${from} AND starts_at < ${to}
        GROUP BY 1, 2 ORDER BY 1, 2 LIMIT ${limit}`;
    },

    async total(campaignId, { from, to }) {
      const [row] = await prisma.$queryRaw<{ orders: number }[]>`
        SELECT coalesce(sum(orders), 0)::integer AS orders FROM order_count
        WHERE campaign_id = ${campaignId} AND dimension = 'ALL' AND grain = 'MINUTE'
          AND starts_at >= ${from} AND starts_at < ${to}`;
      return row?.orders ?? 0;
    },
  };
}
