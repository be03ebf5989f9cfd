import type { PrismaClient } from '../generated/prisma/client.ts';
import { endedTransactions } from '../read-positions/read-forward-store.ts';

/** Orders placed by transactions that ended between two readings. */
export interface OrderFlow {
  /** Pass it to the next reading. */
  readonly readTo: bigint;
  /** By campaign; those without orders are absent. */
  readonly orders: ReadonlyMap<string, number>;
}

/** Orders placed since a reading, each in exactly one reading; none where nothing was read before. */
export async function readOrderFlow(prisma: PrismaClient, readFrom: bigint | undefined): Promise<OrderFlow> {
  const rows = await prisma.$queryRaw<{ readTo: bigint; campaignId: string | null; orders: number }[]>`
    WITH ${endedTransactions}
    SELECT up_to AS "readTo", campaign_id AS "campaignId", count(number)::integer AS orders
    FROM ended
      LEFT JOIN relief_order ON placed_in >= ${readFrom ?? null}::bigint AND placed_in < up_to
      LEFT JOIN campaign_round ON campaign_round.id = round_id
    GROUP BY 1, 2`;
  return {
    readTo: rows[0]?.readTo ?? 0n,
    orders: new Map(
      rows.flatMap(({ campaignId, orders }) => (campaignId === null ? [] : [[campaignId, orders]])),
    ),
  };
}
