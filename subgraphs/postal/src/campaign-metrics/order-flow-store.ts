import type { PrismaClient } from '../generated/prisma/client.ts';
import { findOldestRunning } from '../read-positions/read-forward-store.ts';

/** Orders placed by transactions that ended between two readings. */
export interface OrderFlow {
  /** Pass it to the next reading. */
  readonly readTo: bigint;
  /** By campaign; those without orders are absent. */
  readonly orders: ReadonlyMap<string, number>;
}

/** Orders placed since a reading, each in exactly one reading; none where nothing was read before. */
export async function readOrderFlow(prisma: PrismaClient, readFrom: bigint | undefined): Promise<OrderFlow> {
  const readTo = await findOldestRunning(prisma);
  if (readFrom === undefined) return { readTo, orders: new Map() };
  const rows = await prisma.$queryRaw<{ campaignId: string; orders: number }[]>`
    SELECT campaign_id AS "campaignId", count(*)::integer AS orders
    FROM relief_order JOIN campaign_round ON campaign_round.id = round_id
    WHERE placed_in >= ${readFrom} AND placed_in < ${readTo}
    GROUP BY 1`;
  return { readTo, orders: new Map(rows.map(({ campaignId, orders }) => [campaignId, orders])) };
}
