import type { Prisma } from '../generated/prisma/client.ts';
import { changeOrderStatuses } from '../order-history/order-event-store.ts';
import { recountHousehold } from '../public-coverage/household-recount-store.ts';
import { withdrawClaim } from '../unit-claims/claim-withdrawal-store.ts';
import { freedOrdinal } from './freed-ordinal-store.ts';
import type { Cancellation } from './order-change.ts';

/** Cancels an order within a transaction and frees what it claimed of its household; false where it has got further meanwhile. */
export async function cancelStandingOrder(
  transaction: Prisma.TransactionClient,
  { order, reason, note, by, at }: Cancellation,
): Promise<boolean> {
  const { number, status, householdKey, roundId, ordinal } = order;
  const change = { number, from: status, to: 'CANCELLED', reason, note } as const;
  const changed = await changeOrderStatuses(transaction, [change], by, at);
  if (changed.size === 0) return false;
  if (status === 'HELD_FOR_REVIEW') await withdrawClaim(transaction, number, at);
  if (ordinal < 1) return true;
  await transaction.$executeRaw`
    UPDATE relief_order SET ordinal = ${freedOrdinal(householdKey, roundId)} WHERE number = ${number}`;
  await recountHousehold(transaction, householdKey, roundId);
  return true;
}
