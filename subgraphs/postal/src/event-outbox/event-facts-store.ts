import type { PrismaClient } from '../generated/prisma/client.ts';
import type { EventFacts, EventRow, MovedKits, OutboxEvent } from './outbox-event.ts';
import { type StockFacts, factsOfStock, readStockFacts } from './stock-facts-store.ts';

interface OrderRow {
  readonly number: bigint;
  readonly campaignId: string;
  readonly roundOrdinal: number;
  readonly channel: string;
  readonly zip3: string;
  readonly countyFips: string | null;
}

interface ChangeRow {
  readonly id: bigint;
  readonly from: string | null;
  readonly to: string;
  readonly reason: string | null;
}

interface SetAsideRow {
  readonly id: bigint;
  readonly kits: readonly MovedKits[];
}

/** The events of these rows with their facts, in the same order. A row whose facts are gone gives no event. */
export async function readFacts(
  prisma: PrismaClient,
  rows: readonly EventRow[],
): Promise<readonly OutboxEvent[]> {
  const [orders, changes, setAside, stock] = await Promise.all([
    readOrders(prisma, rows),
    readChanges(prisma, rows),
    readSetAside(prisma, rows),
    readStockFacts(prisma, rows),
  ]);
  const sources: Sources = {
    orderOf: new Map(orders.map((order) => [order.number, order])),
    changeOf: new Map(changes.map((change) => [change.id, change])),
    kitsOf: new Map(setAside.map(({ id, kits }) => [id, kits])),
    stock,
  };
  return rows.flatMap((row) => {
    const facts = factsOf(row, sources);
    const { position, at, partitionKey } = row;
    return facts ? [{ position, at, partitionKey, facts }] : [];
  });
}

interface Sources {
  readonly orderOf: ReadonlyMap<bigint, OrderRow>;
  readonly changeOf: ReadonlyMap<bigint, ChangeRow>;
  readonly kitsOf: ReadonlyMap<bigint, readonly MovedKits[]>;
  readonly stock: StockFacts;
}

function factsOf(row: EventRow, sources: Sources): EventFacts | undefined {
  switch (row.kind) {
    case 'ORDER_PLACED':
    case 'ORDER_STATUS_CHANGED':
    case 'ORDER_ALLOCATED':
      return factsOfOrder(row.kind, row, sources);
    case 'CONSIGNMENT_RECEIVED':
    case 'LOT_RECALLED':
      return factsOfStock(row.kind, row, sources.stock);
  }
}

function factsOfOrder(
  kind: 'ORDER_PLACED' | 'ORDER_STATUS_CHANGED' | 'ORDER_ALLOCATED',
  { orderNumber, orderEventId }: EventRow,
  { orderOf, changeOf, kitsOf }: Sources,
): EventFacts | undefined {
  const order = orderOf.get(orderNumber ?? -1n);
  if (!order) return undefined;
  const { number, ...rest } = order;
  const ofOrder = { ...rest, orderNumber: Number(number) };
  if (kind === 'ORDER_PLACED') return { kind, ...ofOrder };
  if (kind === 'ORDER_ALLOCATED') {
    const kits = kitsOf.get(orderEventId ?? -1n);
    return kits && { kind, ...ofOrder, kits };
  }
  const change = changeOf.get(orderEventId ?? -1n);
  return change && { kind, ...ofOrder, from: change.from, to: change.to, reason: change.reason };
}

async function readOrders(prisma: PrismaClient, rows: readonly EventRow[]): Promise<readonly OrderRow[]> {
  const numbers = rows.flatMap(({ orderNumber }) => orderNumber ?? []);
  if (numbers.length === 0) return [];
  return prisma.$queryRaw<OrderRow[]>`
    SELECT number, campaign_id AS "campaignId", campaign_round.ordinal AS "roundOrdinal", channel::text AS channel,
      left(zip, 3) AS zip3, county_fips AS "countyFips"
    FROM relief_order JOIN campaign_round ON campaign_round.id = round_id
    WHERE number = ANY(${numbers}::bigint[])`;
}

async function readChanges(prisma: PrismaClient, rows: readonly EventRow[]): Promise<readonly ChangeRow[]> {
  const changed = rows.filter(({ kind }) => kind === 'ORDER_STATUS_CHANGED');
  if (changed.length === 0) return [];
  return prisma.$queryRaw<ChangeRow[]>`
    SELECT id, from_status::text AS "from", to_status::text AS "to", reason
    FROM unnest(${changed.map(({ orderNumber }) => orderNumber)}::bigint[],
      ${changed.map(({ orderEventId }) => orderEventId)}::bigint[]) AS changed (number, id)
      JOIN order_event USING (number, id)`;
}

async function readSetAside(
  prisma: PrismaClient,
  rows: readonly EventRow[],
): Promise<readonly SetAsideRow[]> {
  const allocated = rows.filter(({ kind }) => kind === 'ORDER_ALLOCATED');
  if (allocated.length === 0) return [];
  return prisma.$queryRaw<SetAsideRow[]>`
    SELECT id, json_agg(json_build_object('siteCode', site_code, 'lot', lot, 'gtin', gtin, 'quantity', quantity) ORDER BY lot) AS kits
    FROM (
      SELECT order_event.id, site_code, stock_lot.number AS lot, gtin, count(*) AS quantity
      FROM unnest(${allocated.map(({ orderNumber }) => orderNumber)}::bigint[],
        ${allocated.map(({ orderEventId }) => orderEventId)}::bigint[]) AS allocated (number, id)
        JOIN order_event USING (number, id)
        CROSS JOIN unnest(lot_ids) AS kit (lot_id)
        JOIN stock_lot ON stock_lot.id = kit.lot_id
        JOIN kit_product ON kit_product.id = product_id
      GROUP BY 1, 2, 3, 4
    ) AS set_aside
    GROUP BY id`;
}
