import { createHash } from 'node:crypto';
import type { AnswerOnce } from '../answered-requests/answer-once.ts';
import { answerOnce } from '../answered-requests/answer-once-store.ts';
import type { RepeatableRequest } from '../answered-requests/answered-request.ts';
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import { type StockFault, inputFault } from '../stock/stock-problems.ts';
import { labelParcels } from './label-parcels-store.ts';
import { type Mailer, parcelNumberOf } from './parcel-number.ts';
import { shipParcels } from './ship-parcels-store.ts';
import { type BatchStatus, type BatchStep, batchIdOf } from './shipment-batch.ts';

/** Changes of shipment batches, each in one transaction; the answer is the number of the batch. */
export interface BatchChangeStore {
  /** Labels parcels of the oldest allocated orders of a site. */
  create(
    request: RepeatableRequest,
    wanted: { readonly siteCode: string; readonly maxParcels: number; readonly mailingDate: string },
    at: Date,
  ): Promise<AnswerOnce<string, StockFault>>;
  /** Makes the manifest of a labelled batch, or hands a manifested one over. */
  advance(
    request: RepeatableRequest,
    change: { readonly id: bigint; readonly step: BatchStep; readonly at: Date },
    now: Date,
  ): Promise<AnswerOnce<string, StockFault>>;
}

/** Batches over the wing's database, numbered for one mailer. */
export function createBatchChangeStore(prisma: PrismaClient, mailer: Mailer): BatchChangeStore {
  return {
    create: (request, { siteCode, maxParcels, mailingDate }, at) =>
      answerOnce<string, StockFault>(prisma, request, at, async (transaction) => {
        const [batch] = await transaction.$queryRaw<{ id: bigint }[]>`
          INSERT INTO shipment_batch (site_code, created_at, mailing_date, status, entry_zip)
          SELECT code, ${at}::timestamptz, ${mailingDate}::date, 'LABELLED', zip
          FROM distribution_site JOIN facility ON facility.id = facility_id
          WHERE code = ${siteCode} AND ${mailingDate}::date >= (${at}::timestamptz AT TIME ZONE time_zone)::date
          RETURNING id`;
        if (!batch) return { problem: inputFault('shipment.MAILING_DATE', ['mailingDate']) };
        const labelled = await labelParcels(transaction, { id: batch.id, siteCode, maxParcels, mailer }, at);
        if (labelled === 0) return { problem: inputFault('shipment.NOTHING', ['site']) };
        return { answer: String(batch.id) };
      }),

    advance: (request, { id, step, at }, now) =>
      answerOnce<string, StockFault>(prisma, request, now, async (transaction) => {
        const [batch] = await transaction.$queryRaw<{ status: BatchStatus }[]>`
          SELECT status::text FROM shipment_batch WHERE id = ${id} FOR UPDATE`;
        if (!batch) return { problem: inputFault('shipment.UNKNOWN', ['batch']) };
        if (batch.status !== before[step]) return { problem: { kind: 'BATCH_STATE', status: batch.status } };
        const done = await (step === 'MANIFESTED'
          ? writeManifest(transaction, id, mailer)
          : handOver(transaction, id, at));
        return done ? { answer: String(id) } : { problem: inputFault('shipment.EMPTY', ['batch']) };
      }),
  };
}

type Transaction = Pick<Prisma.TransactionClient, '$executeRaw' | '$queryRaw'>;

const before: Readonly<Record<BatchStep, BatchStatus>> = { MANIFESTED: 'LABELLED', TENDERED: 'MANIFESTED' };

/** One number and one checksum for all parcels whose label stands; false where there are none. */
async function writeManifest(transaction: Transaction, id: bigint, mailer: Mailer): Promise<boolean> {
  const parcels = await transaction.$queryRaw<{ trackingNumber: string }[]>`
    SELECT tracking_number AS "trackingNumber" FROM parcel WHERE batch_id = ${id} AND voided_at IS NULL
    ORDER BY tracking_number FOR UPDATE`;
  if (parcels.length === 0) return false;
  const list = parcels.map(({ trackingNumber }) => trackingNumber).join('\n');
  const checksum = createHash('sha256').update(list).digest('hex');
  const [next] = await transaction.$queryRaw<
    { serial: bigint }[]
  >`SELECT nextval('manifest_serial') AS serial`;
  const fileNumber = parcelNumberOf(next?.serial ?? 0n, 'MANIFEST', mailer);
  await transaction.$executeRaw`
    UPDATE shipment_batch SET status = 'MANIFESTED', electronic_file_number = ${fileNumber}, checksum = ${checksum},
      manifest_count = ${parcels.length} WHERE id = ${id}`;
  return true;
}

/** The carrier took the manifest, and so every parcel on it; false where none is left. */
async function handOver(transaction: Transaction, id: bigint, at: Date): Promise<boolean> {
  await shipParcels(transaction, { batchId: id }, { at, cause: batchIdOf(id) });
  const changed = await transaction.$executeRaw`
    UPDATE shipment_batch SET status = 'TENDERED', accepted_at = ${at} WHERE id = ${id}`;
  return changed === 1;
}
