import { batchByKey, batchListsByKey } from '@rotunda/platform/batch-by-key';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { orderColumns } from './order-columns.ts';
import type { ReliefOrder } from './order.ts';

export interface OrderStore {
  /** Orders asked for in one tick share one query. */
  find(number: number): Promise<ReliefOrder | undefined>;
  /** How many claims a household has used in each round, by round id; cancelled orders and replacements use none. Households asked for in one tick share one query. */
  countByRound(householdKey: string): Promise<ReadonlyMap<number, number>>;
  /** The order sent in another's place; those asked for in one tick share one query. */
  findReplacement(number: number): Promise<ReliefOrder | undefined>;
}

/** Reads orders, batched within one request. */
export function createOrderStore(prisma: PrismaClient): OrderStore {
  const find = batchByKey<number, ReliefOrder>(
    (numbers) => readOrders(prisma, numbers),
    ({ number }) => number,
  );

  const claimsOf = batchListsByKey<string, { householdKey: string; roundId: number }>(
    (householdKeys) =>
      prisma.reliefOrder.findMany({
        select: { householdKey: true, roundId: true },
        where: { householdKey: { in: householdKeys.map(hyphenate) }, ordinal: { gt: 0 } },
      }),
    ({ householdKey }) => householdKey.replaceAll('-', ''),
  );

  const replacementOf = batchByKey<number, { number: number; replacement: number }>(
    async (numbers) => {
      const rows = await prisma.orderReplacement.findMany({
        select: { number: true, replacement: true },
        where: { number: { in: numbers.map(BigInt) } },
      });
      return rows.map((row) => ({ number: Number(row.number), replacement: Number(row.replacement) }));
    },
    ({ number }) => number,
  );

  return {
    find,
    async findReplacement(number) {
      const replacement = await replacementOf(number);
      return replacement && find(replacement.replacement);
    },
    async countByRound(householdKey) {
      const counts = new Map<number, number>();
      for (const { roundId } of await claimsOf(householdKey))
        counts.set(roundId, (counts.get(roundId) ?? 0) + 1);
      return counts;
    },
  };
}

/** The orders of these numbers as they are now, in any order; numbers that were never given are left out. */
export async function readOrders(
  prisma: PrismaClient,
  numbers: readonly number[],
): Promise<readonly ReliefOrder[]> {
  const rows = await prisma.reliefOrder.findMany({
    select: orderColumns,
    where: { number: { in: numbers.map(BigInt) } },
  });
  return rows.map((row) => ({ ...row, number: Number(row.number) }));
}

/** Prisma takes a uuid in its written form only. */
function hyphenate(key: string): string {
  return key.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
