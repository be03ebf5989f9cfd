import type { Prisma } from '../generated/prisma/client.ts';
import type { StockMovement } from './stock-movement.ts';

/** Writes movements into the ledger within the caller's transaction, in one statement; levels follow by themselves. Refuses (throws) what would promise a kit twice. */
export async function recordMovements(
  transaction: Pick<Prisma.TransactionClient, '$executeRaw'>,
  at: Date,
  movements: readonly StockMovement[],
): Promise<void> {
  if (movements.length === 0) return;
  const column = <Value>(valueOf: (movement: StockMovement) => Value) => movements.map(valueOf);
  await transaction.$executeRaw`
    INSERT INTO stock_movement (at, type, site_code, lot_id, on_hand, allocated, in_transit, quarantined, cause, note)
    SELECT ${at}::timestamptz, * FROM unnest(
      ${column(({ type }) => type)}::stock_movement_type[],
      ${column(({ siteCode }) => siteCode)}::text[],
      ${column(({ lotId }) => lotId)}::integer[],
      ${column(({ onHand = 0 }) => onHand)}::integer[],
      ${column(({ allocated = 0 }) => allocated)}::integer[],
      ${column(({ inTransit = 0 }) => inTransit)}::integer[],
      ${column(({ quarantined = 0 }) => quarantined)}::integer[],
      ${column(({ cause }) => cause)}::text[],
      ${column(({ note = null }) => note)}::text[])`;
}
