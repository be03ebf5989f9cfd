import type { AnswerOnce } from '../answered-requests/answer-once.ts';
import { answerOnce } from '../answered-requests/answer-once-store.ts';
import type { RepeatableRequest } from '../answered-requests/answered-request.ts';
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import { recordMovements } from '../stock/stock-ledger-store.ts';
import { type StockFault, inputFault } from '../stock/stock-problems.ts';
import { writeAnnouncement } from './announce-consignment-store.ts';
import type { Announcement } from './announcement.ts';
import type { ConsignmentStatus } from './consignment.ts';
import {
  type ConsignmentState,
  type ReportedScan,
  type ScanFault,
  decideReceipt,
  isOpen,
} from './receipt-rules.ts';
import { readConsignmentState } from './consignment-state-store.ts';
import { type ConsignmentStep, decideStep } from './consignment-step-rules.ts';

/** Changes of consignments, each in one transaction; the answer is the number of the consignment. */
export interface ConsignmentChangeStore {
  announce(
    request: RepeatableRequest,
    announcement: Announcement,
    at: Date,
  ): Promise<AnswerOnce<string, StockFault>>;
  /** Records that a consignment left, came, or is not sent. */
  recordStep(
    request: RepeatableRequest,
    step: { readonly id: bigint; readonly step: ConsignmentStep; readonly at: Date },
    now: Date,
  ): Promise<AnswerOnce<string, StockFault>>;
  receive(
    request: RepeatableRequest,
    receipt: { readonly id: bigint; readonly scans: readonly ReportedScan[]; readonly final: boolean },
    at: Date,
  ): Promise<AnswerOnce<string, StockFault>>;
}

/** Consignments over the wing's database; a consignment is locked while it is decided upon. */
export function createConsignmentChangeStore(prisma: PrismaClient): ConsignmentChangeStore {
  return {
    announce: (request, announcement, at) =>
      answerOnce(prisma, request, at, (transaction) => writeAnnouncement(transaction, announcement, at)),

    recordStep: (request, { id, step, at }, now) =>
      answerOnce<string, StockFault>(prisma, request, now, async (transaction) => {
        const state = await readConsignmentState(transaction, id);
        if (!state) return { problem: unknown };
        const decided = decideStep(state, step);
        if (!decided) return { problem: stateConflict(state.status) };
        await recordMovements(transaction, at, decided.movements);
        await writeStatus(transaction, id, decided.status, at);
        return { answer: String(id) };
      }),

    receive: (request, { id, scans, final }, at) =>
      answerOnce<string, StockFault>(prisma, request, at, async (transaction) => {
        const state = await readConsignmentState(transaction, id);
        if (!state) return { problem: unknown };
        if (!isOpen(state)) return { problem: stateConflict(state.status) };
        const receipt = decideReceipt(state, scans, final);
        if ('fault' in receipt) return { problem: faultOf(receipt) };
        await leaveFirst(transaction, state, at);
        await insertScans(transaction, id, receipt.scans);
        await recordMovements(transaction, at, receipt.movements);
        await writeStatus(transaction, id, receipt.status, at);
        return { answer: String(id) };
      }),
  };
}

type Transaction = Pick<Prisma.TransactionClient, '$executeRaw' | '$queryRaw'>;

const unknown = inputFault('consignment.UNKNOWN', ['consignment']);

function stateConflict(status: ConsignmentStatus): StockFault {
  return { kind: 'CONSIGNMENT_STATE', status };
}

function faultOf({ index, fault }: ScanFault): StockFault {
  const text = fault === 'PARENT_COUNTED' ? 'consignment.PARENT_COUNTED' : 'consignment.SCAN_QUANTITY';
  return inputFault(text, ['scans', String(index)]);
}

/** What is received has left its sender, even where nobody said so. */
async function leaveFirst(transaction: Transaction, state: ConsignmentState, at: Date): Promise<void> {
  const departure = state.status === 'ANNOUNCED' ? decideStep(state, 'DISPATCHED') : undefined;
  if (departure) await recordMovements(transaction, at, departure.movements);
}

async function insertScans(
  transaction: Transaction,
  id: bigint,
  scans: ConsignmentState['scans'],
): Promise<void> {
  await transaction.$executeRaw`
    INSERT INTO receipt_scan (consignment_id, sscc, at, quantity, damaged, lot_id)
    SELECT ${id}, * FROM unnest(
      ${scans.map(({ sscc }) => sscc)}::text[], ${scans.map(({ at }) => at)}::timestamptz[],
      ${scans.map(({ quantity }) => quantity)}::integer[], ${scans.map(({ damaged }) => damaged)}::integer[],
      ${scans.map(({ lotId }) => lotId)}::integer[])`;
}

async function writeStatus(
  transaction: Transaction,
  id: bigint,
  status: ConsignmentStatus,
  at: Date,
): Promise<void> {
  await transaction.$executeRaw`
    UPDATE consignment SET status = ${status}::consignment_status,
      dispatched_at = CASE WHEN ${status} = 'CANCELLED' THEN dispatched_at ELSE coalesce(dispatched_at, ${at}::timestamptz) END,
      arrived_at = CASE WHEN ${status} IN ('DISPATCHED', 'CANCELLED') THEN arrived_at ELSE coalesce(arrived_at, ${at}::timestamptz) END,
      closed_at = CASE WHEN ${status} IN ('RECEIVED', 'CLOSED_SHORT', 'CANCELLED') THEN ${at}::timestamptz END
    WHERE id = ${id}`;
}
