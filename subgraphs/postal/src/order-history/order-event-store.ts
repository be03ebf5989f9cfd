import type { Prisma } from '../generated/prisma/client.ts';
import type { ChangedBy, StatusChange } from './order-event.ts';

/** The statements of this file run in the caller's transaction, or each in its own. */
type Database = Pick<Prisma.TransactionClient, '$queryRaw'>;

/**
 * Changes the status of orders and writes their events, in one statement. Gives the numbers of those that stood in the status they were
 * to leave; the others stay as they are. A change that the state machine does not know fails the statement. Work in sets does the same in
 * its own SQL: update, and insert the returned rows into `order_event`.
 */
export async function changeOrderStatuses(
  database: Database,
  changes: readonly StatusChange[],
  by: ChangedBy,
  at: Date,
): Promise<ReadonlySet<number>> {
  const rows = await database.$queryRaw<{ number: bigint }[]>`
    WITH wanted AS (
      SELECT * FROM unnest(
        ${changes.map(({ number }) => number)}::bigint[],
        ${changes.map(({ from }) => from)}::order_status[],
        ${changes.map(({ to }) => to)}::order_status[],
        ${changes.map(({ reason }) => reason ?? null)}::text[],
        ${changes.map(({ note }) => note ?? null)}::text[]
      ) AS wanted (number, from_status, to_status, reason, note)
    ), changed AS (
      UPDATE relief_order SET status = wanted.to_status FROM wanted
      WHERE relief_order.number = wanted.number AND relief_order.status = wanted.from_status
      RETURNING wanted.*
    )
    INSERT INTO order_event (number, at, actor, agent, from_status, to_status, reason, note)
    SELECT number, ${at}, ${by.actor}::order_actor, ${by.agent ?? null}, from_status, to_status, reason, note FROM changed
    RETURNING number`;
  return new Set(rows.map(({ number }) => Number(number)));
}

/** Writes what became of an order that kept its status. */
export async function noteOrderChange(
  database: Pick<Prisma.TransactionClient, 'orderEvent'>,
  { number, reason, note }: { readonly number: number; readonly reason: string; readonly note?: string },
  { actor, agent }: ChangedBy,
  at: Date,
): Promise<void> {
  const data = { number, at, actor, agent: agent ?? null, reason, note: note ?? null };
  await database.orderEvent.create({ data, select: { id: true } });
}
