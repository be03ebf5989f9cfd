import type { Act } from '../answered-requests/answer-once.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { recordMovements } from '../stock/stock-ledger-store.ts';
import { type StockFault, inputFault } from '../stock/stock-problems.ts';
import type { AnnouncedUnit, Announcement } from './announcement.ts';
import { consignmentIdOf } from './consignment.ts';
import { ssccOf } from './sscc.ts';

type Transaction = Pick<Prisma.TransactionClient, '$executeRaw' | '$queryRaw'>;

/**
 * Writes an announced consignment in the caller's transaction; gives its id. Kits of a sender in the network are set aside there; lots of a
 * manufacturer become known by their announcement. Units are numbered here where none were given: a pallet a line.
 */
export async function writeAnnouncement(
  transaction: Transaction,
  announcement: Announcement,
  at: Date,
): Promise<Act<string, StockFault>> {
  const lots = await (announcement.isFromOutside
    ? learnLots(transaction, announcement)
    : takeLots(transaction, announcement));
  if ('kind' in lots) return { problem: lots };
  const units = announcement.units.length ? announcement.units : await numberUnits(transaction, announcement);
  const [known] = await transaction.$queryRaw<{ sscc: string }[]>`
    SELECT sscc FROM handling_unit WHERE sscc = ANY(${units.map(({ sscc }) => sscc)}) LIMIT 1`;
  if (known)
    return { problem: inputFault('consignment.SSCC_TAKEN', ['handlingUnits'], { sscc: known.sscc }) };

  const id = await insertConsignment(transaction, announcement, at);
  await insertParts(transaction, id, { announcement, lots, units });
  const cause = consignmentIdOf(id);
  if (!announcement.isFromOutside) {
    const kits = announcement.lines.map(({ quantity }, index) => ({
      lotId: lots[index] ?? 0,
      allocated: quantity,
    }));
    const setAside = { type: 'ALLOCATION', siteCode: announcement.fromCode, cause } as const;
    await recordMovements(
      transaction,
      at,
      kits.map((line) => ({ ...setAside, ...line })),
    );
  }
  return { answer: String(id) };
}

/** Ids of the lines' lots, made where they are new. A lot that is known by another date is refused. */
async function learnLots(
  transaction: Transaction,
  { lines }: Announcement,
): Promise<readonly number[] | StockFault> {
  const rows = await transaction.$queryRaw<{ line: number; id: number; day: string; isSame: boolean }[]>`
    WITH line AS (
      SELECT * FROM unnest(
        ${lines.map((_, index) => index)}::integer[], ${lines.map(({ productId }) => productId)}::text[],
        ${lines.map(({ lot }) => lot)}::text[], ${lines.map(({ expiresOn }) => expiresOn)}::date[]
      ) AS line (index, product_id, number, expires_on)
    ), learnt AS (
      INSERT INTO stock_lot (product_id, number, expires_on, original_expires_on)
      SELECT product_id, number, expires_on, expires_on FROM line ORDER BY product_id, number
      ON CONFLICT (product_id, number) DO UPDATE SET number = excluded.number
      RETURNING id, product_id, number, expires_on, original_expires_on
    )
    SELECT line.index AS line, learnt.id, learnt.expires_on::text AS day,
      line.expires_on IN (learnt.expires_on, learnt.original_expires_on) AS "isSame"
    FROM line JOIN learnt USING (product_id, number) ORDER BY line.index`;
  const other = rows.find(({ isSame }) => !isSame);
  if (!other) return rows.map(({ id }) => id);
  return inputFault('stock.LOT_OTHER_DATE', ['lines', String(other.line), 'expiresOn'], { day: other.day });
}

/** Ids of the lines' lots at the sender, which must have the kits free. */
async function takeLots(
  transaction: Transaction,
  { fromCode, lines }: Announcement,
): Promise<readonly number[] | StockFault> {
  const rows = await transaction.$queryRaw<{ productId: string; number: string; id: number; free: number }[]>`
    SELECT product_id AS "productId", number, lot.id,
      CASE WHEN lot.status IN ('USABLE', 'EXTENDED') THEN on_hand - allocated - quarantined ELSE 0 END AS free
    FROM stock_level JOIN stock_lot AS lot ON lot.id = lot_id
    WHERE site_code = ${fromCode} AND number = ANY(${lines.map(({ lot }) => lot)})
    ORDER BY site_code, lot_id FOR UPDATE OF stock_level`;
  const found = lines.map((line) =>
    rows.find((row) => row.productId === line.productId && row.number === line.lot),
  );
  const short = lines.findIndex(({ quantity }, index) => (found[index]?.free ?? 0) < quantity);
  if (short < 0) return found.map((row) => row?.id ?? 0);
  const available = found[short]?.free ?? 0;
  return { kind: 'SHORT', siteCode: fromCode, available, path: ['lines', String(short), 'quantity'] };
}

async function numberUnits(
  transaction: Transaction,
  { lines }: Announcement,
): Promise<readonly AnnouncedUnit[]> {
  const rows = await transaction.$queryRaw<{ serial: number }[]>`
    SELECT nextval('handling_unit_serial')::integer AS serial FROM generate_series(1, ${lines.length})`;
  return lines.map(({ quantity }, line) => ({
    sscc: ssccOf(rows[line]?.serial ?? 0),
    kind: 'PALLET',
    parent: null,
    line,
    quantity,
  }));
}

async function insertConsignment(
  transaction: Transaction,
  { fromCode, toCode, expectedAt, planId }: Announcement,
  at: Date,
): Promise<bigint> {
  const rows = await transaction.$queryRaw<{ id: bigint }[]>`
    INSERT INTO consignment (from_code, to_code, status, expected_at, announced_at, plan_id)
    VALUES (${fromCode}, ${toCode}, 'ANNOUNCED', ${expectedAt}, ${at}, ${planId ?? null}) RETURNING id`;
  if (!rows[0]) throw new Error('A consignment was written without an id.');
  return rows[0].id;
}

async function insertParts(
  transaction: Transaction,
  id: bigint,
  parts: {
    readonly announcement: Announcement;
    readonly lots: readonly number[];
    readonly units: readonly AnnouncedUnit[];
  },
): Promise<void> {
  const { announcement, lots, units } = parts;
  await transaction.$executeRaw`
    INSERT INTO consignment_line (consignment_id, lot_id, announced)
    SELECT ${id}, * FROM unnest(${lots}::integer[], ${announcement.lines.map(({ quantity }) => quantity)}::integer[])`;
  await transaction.$executeRaw`
    INSERT INTO handling_unit (consignment_id, sscc, kind, parent, lot_id, quantity)
    SELECT ${id}, * FROM unnest(
      ${units.map(({ sscc }) => sscc)}::text[], ${units.map(({ kind }) => kind)}::handling_unit_kind[],
      ${units.map(({ parent }) => parent)}::text[], ${units.map(({ line }) => lots[line] ?? 0)}::integer[],
      ${units.map(({ quantity }) => quantity)}::integer[])`;
}
