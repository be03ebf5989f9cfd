import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import type { OrderStatus, ReliefOrder } from '../orders/order.ts';
import type { OrderSearch, SearchPosition } from './order-search.ts';
import { type TimeWindow, windowsOf } from './time-window-rules.ts';

export interface OrderSearchStore {
  /** Orders that a search finds after a position, in its order. */
  page(
    search: OrderSearch,
    after: SearchPosition | undefined,
    limit: number,
  ): Promise<readonly ReliefOrder[]>;
  /** How many orders a search finds; undefined where they are more than the most. */
  count(search: OrderSearch, most: number): Promise<number | undefined>;
}

/** What waits for staff has an index of its own. */
const awaitsStaff: readonly OrderStatus[] = ['HELD_FOR_REVIEW', 'DELIVERY_EXCEPTION', 'RETURNED'];

/** Finds orders for staff over the wing's database client: by the index of what waits for them, or else by time, piece by piece. */
export function createOrderSearchStore(prisma: PrismaClient): OrderSearchStore {
  return {
    async page(search, after, limit) {
      const found: ReliefOrder[] = [];
      const whole = { ...search.placed, ...(after ? boundBy(after, search) : {}) };
      const windows = isForStaff(search) ? [whole] : windowsOf(whole, search.order);
      for (const window of windows) {
        found.push(...(await readWindow(prisma, search, window, after, limit - found.length)));
        if (found.length >= limit) break;
      }
      return found;
    },
    async count(search, most) {
      const [row] = await prisma.$queryRaw<{ orders: bigint }[]>`
        SELECT count(*) AS orders FROM (
          SELECT FROM relief_order WHERE ${conditionsOf(search, search.placed)} LIMIT ${most + 1}) AS found`;
      const orders = Number(row?.orders ?? 0);
      return orders > most ? undefined : orders;
    },
  };
}

/** The part of the span that a page may still lie in. Orders of one instant go on by number. */
function boundBy({ placedAt }: SearchPosition, { order }: OrderSearch): Partial<TimeWindow> {
  return order === 'NEWEST_FIRST' ? { to: new Date(placedAt.getTime() + 1) } : { from: placedAt };
}

function isForStaff({ statuses }: OrderSearch): boolean {
  return statuses !== undefined && statuses.every((status) => awaitsStaff.includes(status));
}

async function readWindow(
  prisma: PrismaClient,
  search: OrderSearch,
  window: TimeWindow,
  after: SearchPosition | undefined,
  limit: number,
): Promise<readonly ReliefOrder[]> {
  const [beyond, direction] =
    search.order === 'NEWEST_FIRST' ? [Prisma.sql`<`, Prisma.sql`DESC`] : [Prisma.sql`>`, Prisma.sql`ASC`];
  const position = after
    ? Prisma.sql`AND (placed_at, number) ${beyond} (${after.placedAt}, ${after.number})`
    : Prisma.empty;
  const rows = await prisma.$queryRaw<(Omit<ReliefOrder, 'number'> & { number: bigint })[]>`
    SELECT number, round_id AS "roundId", status::text AS status, channel::text AS channel, placed_at AS "placedAt", zip,
      delivery_line AS "deliveryLine", last_line AS "lastLine", urbanization
    FROM relief_order WHERE ${conditionsOf(search, window)} ${position}
    ORDER BY placed_at ${direction}, number ${direction} LIMIT ${limit}`;
  return rows.map((row) => ({ ...row, number: Number(row.number) }));
}

function conditionsOf(search: OrderSearch, { from, to }: TimeWindow): Prisma.Sql {
  const { roundIds, statuses, channels, states, zip3s, sites, problems } = search;
  const conditions = [Prisma.sql`placed_at >= ${from} AND placed_at < ${to}`];
  // Said in full, because the planner matches the condition of an index by its words.
  if (isForStaff(search))
    conditions.push(Prisma.sql`status IN ('HELD_FOR_REVIEW', 'DELIVERY_EXCEPTION', 'RETURNED')`);
  if (statuses) conditions.push(Prisma.sql`status = ANY(${[...statuses]}::order_status[])`);
  if (channels) conditions.push(Prisma.sql`channel = ANY(${[...channels]}::order_channel[])`);
  if (roundIds) conditions.push(Prisma.sql`round_id = ANY(${[...roundIds]}::integer[])`);
  if (zip3s) conditions.push(Prisma.sql`left(zip, 3) = ANY(${[...zip3s]}::text[])`);
  if (states)
    conditions.push(
      Prisma.sql`substring(last_line FROM '([A-Z]{2}) [0-9]{5}(?:-[0-9]{4})?$') = ANY(${[...states]}::text[])`,
    );
  if (sites)
    conditions.push(
      Prisma.sql`left(zip, 3) IN (SELECT zip3 FROM zip3_service WHERE site_code = ANY(${[...sites]}::text[]))`,
    );
  if (problems)
    conditions.push(
      Prisma.sql`number IN (SELECT number FROM order_replacement WHERE problem = ANY(${[...problems]}::delivery_problem[]))`,
    );
  return Prisma.join(conditions, ' AND ');
}
