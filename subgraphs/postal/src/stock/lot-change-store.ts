import type { AnswerOnce } from '../answered-requests/answer-once.ts';
import { answerOnce } from '../answered-requests/answer-once-store.ts';
import type { RepeatableRequest } from '../answered-requests/answered-request.ts';
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import { holdPosition } from '../read-positions/read-forward-store.ts';
import { type RecallAnswer, recallEverywhere } from './recall-lot-store.ts';
import { recordMovements } from './stock-ledger-store.ts';
import type { StockAdjustment } from './stock-adjustment.ts';
import type { StockLot } from './stock-lot.ts';
import { type StockFault, inputFault } from './stock-problems.ts';
import { withdrawLot } from './withdraw-lot-store.ts';

export interface LotChangeStore {
  /** Takes a lot out of use everywhere at once. */
  recall(
    request: RepeatableRequest,
    change: { readonly lot: StockLot; readonly reason: string },
    at: Date,
  ): Promise<AnswerOnce<RecallAnswer, StockFault>>;
  /** Moves a lot's last day on; kits held back because it had expired are free again. */
  extend(
    request: RepeatableRequest,
    change: { readonly lot: StockLot; readonly expiresOn: string; readonly reason: string },
    at: Date,
  ): Promise<AnswerOnce<string, StockFault>>;
  /** Writes a count, a damage or a destruction into the ledger. */
  adjust(
    request: RepeatableRequest,
    adjustment: StockAdjustment,
    at: Date,
  ): Promise<AnswerOnce<string, StockFault>>;
  /** Takes lots whose last day is over out of use; says how many. */
  expire(now: Date): Promise<number>;
}

/** Changes of lots and corrections of stock, each in one transaction. */
export function createLotChangeStore(prisma: PrismaClient): LotChangeStore {
  return {
    recall: (request, { lot, reason }, at) =>
      answerOnce(prisma, request, at, async (transaction) => {
        await transaction.$executeRaw(holdPosition('allocation'));
        const recall = { lotId: lot.id, at, cause: `recall-${request.key}`, reason };
        return { answer: await recallEverywhere(transaction, recall) };
      }),

    extend: (request, { lot, expiresOn, reason }, at) =>
      answerOnce<string, StockFault>(prisma, request, at, async (transaction) => {
        const [extended] = await transaction.$queryRaw<{ id: number }[]>`
          UPDATE stock_lot SET expires_on = ${expiresOn}::date, status = 'EXTENDED'
          WHERE id = ${lot.id} AND status <> 'RECALLED' AND expires_on < ${expiresOn}::date RETURNING id`;
        if (!extended) return { problem: await whyNotExtended(transaction, lot.id) };
        await freeExpired(transaction, lot.id, at, { cause: `extension-${request.key}`, note: reason });
        return { answer: lot.number };
      }),

    adjust: (request, { siteCode, lot, kits, kind, reason }, at) =>
      answerOnce<string, StockFault>(prisma, request, at, async (transaction) => {
        const [level] = await transaction.$queryRaw<{ free: number; quarantined: number }[]>`
          SELECT on_hand - allocated - quarantined AS free, quarantined FROM stock_level
          WHERE site_code = ${siteCode} AND lot_id = ${lot.id} FOR UPDATE`;
        if (kind === 'CLEARED' && !(await maySend(transaction, lot.id)))
          return { problem: inputFault('stock.LOT_HELD', ['lot']) };
        const isHeldBack = kind === 'DESTROYED' || kind === 'RETURNED' || kind === 'CLEARED';
        const available = (isHeldBack ? level?.quarantined : level?.free) ?? 0;
        if (available + (kind === 'CLEARED' ? -kits : kits) < 0)
          return { problem: { kind: 'SHORT', siteCode, available, path: ['quantity'] } };
        const place = {
          siteCode,
          lotId: lot.id,
          cause: `adjustment-${request.key}`,
          note: `${kind}: ${reason}`,
        };
        await recordMovements(transaction, at, [{ ...place, ...movementOf(kind, kits) }]);
        return { answer: siteCode };
      }),

    async expire(now) {
      const lots = await prisma.$queryRaw<{ id: number }[]>`
        SELECT id FROM stock_lot WHERE status IN ('USABLE', 'EXTENDED') AND expires_on < (${now}::timestamptz AT TIME ZONE 'UTC')::date
        ORDER BY id`;
      for (const { id } of lots) await prisma.$transaction((transaction) => expireLot(transaction, id, now));
      return lots.length;
    },
  };
}

function movementOf(kind: StockAdjustment['kind'], kits: number) {
  switch (kind) {
    case 'COUNTED':
    case 'DAMAGED':
      return { type: 'ADJUSTMENT', onHand: kits } as const;
    case 'DESTROYED':
      return { type: 'ADJUSTMENT', onHand: kits, quarantined: kits } as const;
    case 'RETURNED':
      return { type: 'RETURN', onHand: kits, quarantined: kits } as const;
    case 'CLEARED':
      return { type: 'QUARANTINE', quarantined: -kits } as const;
  }
}

/** Read behind the lock of the level, which a recall takes too, so none comes between. */
async function maySend(transaction: Transaction, lotId: number): Promise<boolean> {
  const [lot] = await transaction.$queryRaw<{ status: StockLot['status'] }[]>`
    SELECT status::text FROM stock_lot WHERE id = ${lotId}`;
  return lot?.status === 'USABLE' || lot?.status === 'EXTENDED';
}

type Transaction = Pick<Prisma.TransactionClient, '$executeRaw' | '$queryRaw'>;

async function expireLot(transaction: Transaction, lotId: number, at: Date): Promise<void> {
  await transaction.$executeRaw(holdPosition('allocation'));
  await transaction.$executeRaw`UPDATE stock_lot SET status = 'EXPIRED' WHERE id = ${lotId}`;
  const cause = `expiry-${lotId}`;
  await withdrawLot(transaction, { lotId, at, cause, type: 'EXPIRY', note: null, reason: 'LOT_EXPIRED' });
}

async function whyNotExtended(transaction: Transaction, lotId: number): Promise<StockFault> {
  const [lot] = await transaction.$queryRaw<{ status: string; day: string }[]>`
    SELECT status::text, expires_on::text AS day FROM stock_lot WHERE id = ${lotId}`;
  if (lot?.status === 'RECALLED') return inputFault('stock.LOT_RECALLED', ['lot']);
  return inputFault('stock.LOT_DATE', ['expiresOn'], { day: lot?.day ?? '' });
}

/** Kits that were destroyed since count no more, so no more are freed than are held back. */
async function freeExpired(
  transaction: Transaction,
  lotId: number,
  at: Date,
  { cause, note }: { readonly cause: string; readonly note: string },
): Promise<void> {
  await transaction.$executeRaw`
    INSERT INTO stock_movement (at, type, site_code, lot_id, quarantined, cause, note)
    SELECT ${at}::timestamptz, 'EXPIRY', site_code, lot_id, -least(expired, level.quarantined), ${cause}, ${note}
    FROM (
      SELECT site_code, lot_id, quarantined FROM stock_level WHERE lot_id = ${lotId} ORDER BY site_code FOR UPDATE
    ) AS level
    JOIN (
      SELECT site_code, lot_id, sum(quarantined)::integer AS expired FROM stock_movement
      WHERE lot_id = ${lotId} AND type = 'EXPIRY'
        AND site_code IN (SELECT site_code FROM stock_level WHERE lot_id = ${lotId}) GROUP BY 1, 2
    ) AS ledger USING (site_code, lot_id)
    WHERE expired > 0 AND level.quarantined > 0`;
}
