import { batchByKey, batchListsByKey } from '@rotunda/platform/batch-by-key';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import type { LotRecall, StockLot } from './stock-lot.ts';
import type { LotLevel, RecordedMovement, StockLevelStore } from './stock-reads.ts';

/** Reads lots and levels of stock, batched within one request. */
export function createStockLevelStore(prisma: PrismaClient, now: Date): StockLevelStore {
  const findLot = batchByKey<number, StockLot>(
    (ids) =>
      prisma.$queryRaw<StockLot[]>`SELECT ${lotColumns} FROM stock_lot AS lot WHERE lot.id = ANY(${ids})`,
    ({ id }) => id,
  );

  return {
    listLots: batchListsByKey<string, LotLevel>(
      async (codes) => (await readLevels(prisma, codes, now)).map(levelOf),
      ({ siteCode }) => siteCode,
    ),
    async findLevel(siteCode, lotId) {
      const levels = await readLevels(prisma, [siteCode], now);
      return levels.map(levelOf).find(({ lot }) => lot.id === lotId);
    },
    async getLot(id) {
      const lot = await findLot(id);
      if (!lot) throw new Error(`There is no lot ${id}.`);
      return lot;
    },
    async findLotNamed({ gtin, number }) {
      const [lot] = await prisma.$queryRaw<StockLot[]>`
        SELECT ${lotColumns} FROM stock_lot AS lot JOIN kit_product ON kit_product.id = lot.product_id
        WHERE gtin = ${gtin} AND lot.number = ${number}`;
      return lot;
    },
    listRecalls: batchListsByKey<number, LotRecall>(
      (ids) => prisma.$queryRaw<LotRecall[]>`
        SELECT recall.lot_id AS "lotId", cause, at, reason, sent_parcels AS "sentParcels"
        FROM unnest(${[...ids]}::integer[]) AS asked (lot_id) CROSS JOIN LATERAL (
          SELECT * FROM lot_recall WHERE lot_recall.lot_id = asked.lot_id ORDER BY id DESC LIMIT 10
        ) AS recall
        ORDER BY recall.id DESC`,
      ({ lotId }) => lotId,
    ),
    listMovements: (siteCode, beforeId = 2n ** 62n, limit) =>
      prisma.$queryRaw<RecordedMovement[]>`
        SELECT movement.id, movement.type::text, at, site_code AS "siteCode", number AS lot, cause, note,
          coalesce(nullif(on_hand, 0), nullif(allocated, 0), nullif(in_transit, 0), quarantined) AS quantity
        FROM stock_movement AS movement JOIN stock_lot ON stock_lot.id = lot_id
        WHERE site_code = ${siteCode} AND movement.id < ${beforeId} ORDER BY movement.id DESC LIMIT ${limit}`,
  };
}

interface LevelRow extends Omit<LotLevel, 'lot'>, Omit<StockLot, 'productId'> {}

function readLevels(prisma: PrismaClient, codes: readonly string[], now: Date): Promise<LevelRow[]> {
  return prisma.$queryRaw<LevelRow[]>`
    WITH site AS MATERIALIZED (
      SELECT code, (${now}::timestamptz AT TIME ZONE time_zone)::date AS day FROM distribution_site WHERE code = ANY(${codes})
    ), promised AS MATERIALIZED (
      SELECT site_code, product_id, greatest(sum(allocated), 0) / 7.0 AS a_day
      FROM stock_movement JOIN stock_lot ON stock_lot.id = lot_id
      WHERE site_code = ANY(${codes}) AND at > ${now}::timestamptz - interval '7 days' AND type IN ('ALLOCATION', 'RELEASE')
      GROUP BY 1, 2
    )
    SELECT code AS "siteCode", level.on_hand AS "onHand", level.allocated, level.in_transit AS "inTransit", level.quarantined,
      CASE WHEN lot.status IN ('USABLE', 'EXTENDED') AND lot.expires_on > day
        THEN level.on_hand - level.allocated - level.quarantined ELSE 0 END AS "availableToPromise",
      coalesce(promised.a_day, 0)::double precision AS "promisedADay", ${lotColumns}
    FROM site CROSS JOIN LATERAL (
      SELECT * FROM stock_level WHERE site_code = code AND (on_hand > 0 OR in_transit > 0) ORDER BY lot_id DESC LIMIT 500
    ) AS level
    JOIN stock_lot AS lot ON lot.id = level.lot_id
    LEFT JOIN promised ON promised.site_code = code AND promised.product_id = lot.product_id
    ORDER BY lot.product_id, lot.expires_on, lot.id`;
}

function levelOf({
  id,
  number,
  status,
  expiresOn,
  originalExpiresOn,
  productId,
  ...level
}: LevelRow): LotLevel {
  return { ...level, productId, lot: { id, productId, number, status, expiresOn, originalExpiresOn } };
}

const lotColumns = Prisma.sql`
  lot.id, lot.product_id AS "productId", lot.number, lot.status::text AS status,
  lot.expires_on::text AS "expiresOn", lot.original_expires_on::text AS "originalExpiresOn"`;
