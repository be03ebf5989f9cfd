import type { Prisma } from '../generated/prisma/client.ts';
import { orderColumns } from '../orders/order-columns.ts';
import type { ChangeableOrder } from './changeable-order.ts';

const columns = { ...orderColumns, householdKey: true, ordinal: true } as const;

/** The orders of these numbers as they are now, by number; those that were never given are left out. */
export async function readChangeableOrders(
  database: Pick<Prisma.TransactionClient, 'reliefOrder'>,
  numbers: readonly number[],
): Promise<readonly ChangeableOrder[]> {
  const rows = await database.reliefOrder.findMany({
    select: columns,
    where: { number: { in: numbers.map(BigInt) } },
    orderBy: { number: 'asc' },
  });
  return rows.map((row) => ({
    ...row,
    number: Number(row.number),
    householdKey: row.householdKey.replaceAll('-', ''),
  }));
}
