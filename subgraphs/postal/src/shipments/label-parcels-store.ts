import type { Prisma } from '../generated/prisma/client.ts';
import { mailClassOf } from './mail-class-rules.ts';
import { type Mailer, parcelNumberOf } from './parcel-number.ts';

type Transaction = Pick<Prisma.TransactionClient, '$executeRaw' | '$queryRaw'>;

interface PickedKit {
  readonly orderNumber: bigint;
  readonly ordinal: number;
  readonly lotId: number;
  readonly zip: string;
  readonly lastLine: string;
  readonly serial: bigint;
}

/**
 * Makes parcels with labels of the oldest allocated orders of a site, each order whole, and gives their number. From now on the orders cannot
 * be cancelled. Several batches of one site may be made at once: none takes what another is taking.
 */
export async function labelParcels(
  transaction: Transaction,
  batch: {
    readonly id: bigint;
    readonly siteCode: string;
    readonly maxParcels: number;
    readonly mailer: Mailer;
  },
  at: Date,
): Promise<number> {
  const picked = await pickOrders(transaction, batch, at);
  const numbers = picked.map(({ serial, lastLine }) => {
    const mailClass = mailClassOf(lastLine);
    return { mailClass, trackingNumber: parcelNumberOf(serial, mailClass, batch.mailer) };
  });
  await transaction.$executeRaw`
    INSERT INTO parcel
      (batch_id, site_code, labelled_at, status, tracking_number, mail_class, order_number, parcel_ordinal, lot_id, zip)
    SELECT ${batch.id}, ${batch.siteCode}, ${at}::timestamptz, 'LABEL_CREATED', * FROM unnest(
      ${numbers.map(({ trackingNumber }) => trackingNumber)}::text[], ${numbers.map(({ mailClass }) => mailClass)}::mail_class[],
      ${picked.map(({ orderNumber }) => orderNumber)}::bigint[], ${picked.map(({ ordinal }) => ordinal)}::smallint[],
      ${picked.map(({ lotId }) => lotId)}::integer[], ${picked.map(({ zip }) => zip)}::text[])`;
  return picked.length;
}

/** The kits of the oldest orders, taken out of what is set aside. An order that was cancelled meanwhile is left out. */
function pickOrders(
  transaction: Transaction,
  { siteCode, maxParcels }: { readonly siteCode: string; readonly maxParcels: number },
  at: Date,
): Promise<PickedKit[]> {
  return transaction.$queryRaw<PickedKit[]>`
    WITH next AS MATERIALIZED (
      SELECT order_number, parcel_ordinal FROM order_allocation
      WHERE site_code = ${siteCode} ORDER BY placed_at, order_number, parcel_ordinal
      LIMIT ${maxParcels} FOR UPDATE SKIP LOCKED
    ), whole AS MATERIALIZED (
      SELECT order_number FROM next GROUP BY order_number
      HAVING count(*) = (SELECT count(*) FROM order_allocation AS kit WHERE kit.order_number = next.order_number)
    ), changed AS (
      UPDATE relief_order SET status = 'IN_PREPARATION' FROM whole
      WHERE number = order_number AND status = 'ALLOCATED'
      RETURNING number, zip, last_line
    ), told AS (
      INSERT INTO order_event (number, at, actor, from_status, to_status)
      SELECT number, ${at}::timestamptz, 'WING', 'ALLOCATED', 'IN_PREPARATION' FROM changed
    ), taken AS (
      DELETE FROM order_allocation USING changed WHERE order_number = number
      RETURNING order_number, parcel_ordinal, lot_id, placed_at, zip, last_line
    )
    SELECT order_number AS "orderNumber", parcel_ordinal AS ordinal, lot_id AS "lotId", zip, last_line AS "lastLine",
      nextval('parcel_serial') AS serial
    FROM (SELECT * FROM taken ORDER BY placed_at, order_number, parcel_ordinal) AS taken`;
}
