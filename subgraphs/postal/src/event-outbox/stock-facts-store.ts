import type { PrismaClient } from '../generated/prisma/client.ts';
import type { EventFacts, EventRow, MovedKits } from './outbox-event.ts';

interface MovementRow extends MovedKits {
  readonly movedIn: bigint;
  readonly cause: string;
  readonly isRecall: boolean;
}

interface RecallRow {
  readonly cause: string;
  readonly lot: string;
  readonly gtin: string;
  readonly sentParcels: number | null;
}

export interface StockFacts {
  readonly movements: readonly MovementRow[];
  readonly recallOf: ReadonlyMap<string, RecallRow>;
}

/** What the events of consignments and lots among these rows say, in two statements at most. */
export async function readStockFacts(prisma: PrismaClient, rows: readonly EventRow[]): Promise<StockFacts> {
  const moved = rows.flatMap(({ movedIn }) => movedIn ?? []);
  const recalled = rows.flatMap(({ kind, cause }) => (kind === 'LOT_RECALLED' && cause ? [cause] : []));
  const [movements, recalls] = await Promise.all([
    readMovements(prisma, moved),
    readRecalls(prisma, recalled),
  ]);
  return { movements, recallOf: new Map(recalls.map((recall) => [recall.cause, recall])) };
}

/** The facts of one event; undefined where they are gone. A recall that held nothing back says so. */
export function factsOfStock(
  kind: 'CONSIGNMENT_RECEIVED' | 'LOT_RECALLED',
  { movedIn, cause }: EventRow,
  { movements, recallOf }: StockFacts,
): EventFacts | undefined {
  if (cause === null) return undefined;
  const kits = movements
    .filter((moved) => moved.movedIn === movedIn && moved.cause === cause)
    .filter(({ isRecall }) => isRecall === (kind === 'LOT_RECALLED'))
    .map(({ siteCode, lot, gtin, quantity }) => ({ siteCode, lot, gtin, quantity }));
  if (kind === 'CONSIGNMENT_RECEIVED') {
    return kits.length === 0 ? undefined : { kind, consignment: cause, kits };
  }
  const recall = recallOf.get(cause);
  if (!recall) return undefined;
  const { lot, gtin, sentParcels } = recall;
  return { kind, recall: cause, lot, gtin, kits, sentParcels };
}

async function readMovements(
  prisma: PrismaClient,
  movedIn: readonly bigint[],
): Promise<readonly MovementRow[]> {
  if (movedIn.length === 0) return [];
  return prisma.$queryRaw<MovementRow[]>`
    SELECT recorded_in AS "movedIn", cause, type = 'QUARANTINE' AS "isRecall", site_code AS "siteCode",
      stock_lot.number AS lot, gtin, sum(on_hand + quarantined)::integer AS quantity
    FROM stock_movement
      JOIN stock_lot ON stock_lot.id = lot_id
      JOIN kit_product ON kit_product.id = product_id
    WHERE recorded_in = ANY(${[...movedIn]}::bigint[]) AND type IN ('RECEIPT', 'TRANSFER_IN', 'QUARANTINE')
      AND (cause LIKE 'consignment-%' OR cause LIKE 'recall-%')
    GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 4, 5`;
}

async function readRecalls(prisma: PrismaClient, causes: readonly string[]): Promise<readonly RecallRow[]> {
  if (causes.length === 0) return [];
  return prisma.$queryRaw<RecallRow[]>`
    SELECT cause, stock_lot.number AS lot, gtin, sent_parcels AS "sentParcels"
    FROM lot_recall
      JOIN stock_lot ON stock_lot.id = lot_id
      JOIN kit_product ON kit_product.id = product_id
    WHERE cause = ANY(${[...causes]})`;
}
