import type { Prisma } from '../generated/prisma/client.ts';

/** Withdraws the pending claim of an order within a transaction: what it was for has gone. */
export async function withdrawClaim(
  transaction: Pick<Prisma.TransactionClient, 'unitClaim'>,
  orderNumber: number,
  at: Date,
): Promise<void> {
  await transaction.unitClaim.updateMany({
    data: { status: 'WITHDRAWN', decidedAt: at },
    where: { orderNumber, status: 'PENDING' },
  });
}
