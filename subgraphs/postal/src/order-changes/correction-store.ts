import { Prisma } from '../generated/prisma/client.ts';
import { changeOrderStatuses, noteOrderChange } from '../order-history/order-event-store.ts';
import { recountHousehold } from '../public-coverage/household-recount-store.ts';
import { withdrawClaim } from '../unit-claims/claim-withdrawal-store.ts';
import { freedOrdinal } from './freed-ordinal-store.ts';
import type { Correction } from './order-change.ts';

/** Sends an order elsewhere within a transaction, its claim with it; false where it has got further meanwhile. */
export async function correctStandingOrder(
  transaction: Prisma.TransactionClient,
  { order, to, by, at }: Correction,
): Promise<boolean> {
  const { number, roundId, ordinal } = order;
  const newOrdinal = to.householdKey === order.householdKey ? Prisma.sql`${ordinal}` : claimOf(to, roundId);
  const moved = await transaction.$executeRaw`
    UPDATE relief_order SET household_key = ${to.householdKey}::uuid, ordinal = ${newOrdinal}::smallint, zip = ${to.zip},
      county_fips = ${to.countyFips}, delivery_line = ${to.deliveryLine}, last_line = ${to.lastLine},
      urbanization = ${to.urbanization}
    WHERE number = ${number} AND status = ${order.status}::order_status AND household_key = ${order.householdKey}::uuid
      AND ordinal = ${ordinal}`;
  if (moved === 0) return false;
  if (order.status === 'HELD_FOR_REVIEW') await withdrawClaim(transaction, number, at);
  const reason = 'ADDRESS_CORRECTED';
  const change = { number, from: order.status, to: to.status, reason };
  if (to.status === order.status) await noteOrderChange(transaction, { number, reason }, by, at);
  else await changeOrderStatuses(transaction, [change], by, at);
  if (to.householdKey !== order.householdKey && ordinal > 0) {
    // In one order everywhere, so that two corrections which swap households wait in turn.
    for (const household of [to.householdKey, order.householdKey].sort())
      await recountHousehold(transaction, household, roundId);
  }
  return true;
}

function claimOf({ householdKey, ordinal }: Correction['to'], roundId: number): Prisma.Sql {
  return ordinal === undefined ? freedOrdinal(householdKey, roundId) : Prisma.sql`${ordinal}`;
}
