import { gaveWay } from '../answered-requests/answered-request-store.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import { changeOrderStatuses } from '../order-history/order-event-store.ts';
import { mayBecome } from '../orders/order-state-rules.ts';
import type { OrderStatus } from '../orders/order.ts';
import type { ParcelStatus } from '../shipments/parcel.ts';
import { freeReturnedClaims } from '../order-changes/returned-claims-store.ts';
import { shipParcels } from '../shipments/ship-parcels-store.ts';
import { type ScanSeen, orderStatusOf, parcelStatusOf } from './parcel-progress-rules.ts';
import { findScanCode } from './scan-codes.ts';
import { bookReturnedKits, lockReturnLevels } from './returned-kits-store.ts';
import type { Ingested, ReportedEvent, TrackingEvent, TrackingStore } from './tracking-event.ts';

const triesAtMost = 5;

/** Scans over the wing's database. Whoever meets another's locks in a circle tries again. */
export function createTrackingStore(prisma: PrismaClient): TrackingStore {
  return {
    async ingest(source, events, receivedAt) {
      for (let tries = 1; ; tries += 1) {
        try {
          return await prisma.$transaction(
            (transaction) => ingest(transaction, { source, events, receivedAt }),
            {
              maxWait: 10_000,
              timeout: 30_000,
            },
          );
        } catch (cause) {
          if (tries === triesAtMost || !gaveWay(cause)) throw cause;
        }
      }
    },

    listEvents(trackingNumber, after, limit) {
      const [at, code = '', zip = ''] = after ?? [];
      const later =
        at === undefined
          ? Prisma.empty
          : Prisma.sql`AND (at, code, zip) > (${at}::timestamptz, ${code}, ${zip})`;
      return prisma.$queryRaw<TrackingEvent[]>`
        SELECT tracking_number AS "trackingNumber", code, at, zip, received_at AS "receivedAt" FROM tracking_event
        WHERE tracking_number = ${trackingNumber} ${later} ORDER BY at, code, zip LIMIT ${limit}`;
    },
  };
}

interface Report {
  readonly source: string;
  readonly events: readonly ReportedEvent[];
  readonly receivedAt: Date;
}

async function ingest(transaction: Prisma.TransactionClient, report: Report): Promise<Ingested> {
  const { events, receivedAt, source } = report;
  const known = await findParcels(transaction, events);
  const ours = events.filter(({ trackingNumber }) => known.has(trackingNumber));
  const accepted = await insertEvents(transaction, { ...report, events: ours });
  const taken = ours.filter(({ code }) => (findScanCode(code)?.stage ?? 0) > 0);
  const trackingNumbers = taken.map(({ trackingNumber }) => trackingNumber);
  // The first scan in the carrier's hands is the hand-over, with or without a manifest.
  const firstAt = new Date(Math.min(receivedAt.getTime(), ...taken.map(({ at }) => at.getTime())));
  const cause = `tracking-${source}`;
  const goingBack = ours.flatMap(({ trackingNumber, code }) =>
    findScanCode(code)?.status === 'RETURN_TO_SENDER' ? [trackingNumber] : [],
  );
  if (goingBack.length > 0) await lockReturnLevels(transaction, trackingNumbers);
  await shipParcels(transaction, { trackingNumbers }, { at: firstAt, cause });
  await moveParcels(transaction, [...known]);
  if (goingBack.length > 0) await bookReturnedKits(transaction, goingBack, { at: receivedAt, cause });
  await moveOrders(transaction, [...known], receivedAt);
  const unknown = new Set(
    events.map(({ trackingNumber }) => trackingNumber).filter((number) => !known.has(number)),
  );
  return { accepted, duplicates: ours.length - accepted, unknown: [...unknown] };
}

async function findParcels(
  transaction: Prisma.TransactionClient,
  events: readonly ReportedEvent[],
): Promise<ReadonlySet<string>> {
  const rows = await transaction.$queryRaw<{ number: string }[]>`
    SELECT tracking_number AS number FROM parcel
    WHERE tracking_number = ANY(${events.map(({ trackingNumber }) => trackingNumber)}) AND voided_at IS NULL`;
  return new Set(rows.map(({ number }) => number));
}

function insertEvents(
  transaction: Prisma.TransactionClient,
  { source, events, receivedAt }: Report,
): Promise<number> {
  const column = <Value>(valueOf: (event: ReportedEvent) => Value) => events.map(valueOf);
  return transaction.$executeRaw`
    INSERT INTO tracking_event (tracking_number, at, code, zip, event_id, received_at, source)
    SELECT event.*, ${receivedAt}::timestamptz, ${source} FROM unnest(
      ${column(({ trackingNumber }) => trackingNumber)}::text[], ${column(({ at }) => at)}::timestamptz[],
      ${column(({ code }) => code)}::text[], ${column(({ zip }) => zip)}::text[], ${column(({ eventId }) => eventId)}::text[]
    ) AS event (tracking_number, at, code, zip, event_id)
    ORDER BY tracking_number, at, code, zip
    ON CONFLICT DO NOTHING`;
}

/** Locks the parcels first, so that of two reports the later one sees all scans. */
async function moveParcels(transaction: Prisma.TransactionClient, numbers: readonly string[]): Promise<void> {
  const parcels = await transaction.$queryRaw<{ number: string; status: ParcelStatus }[]>`
    SELECT tracking_number AS number, status::text FROM parcel WHERE tracking_number = ANY(${numbers})
    ORDER BY tracking_number FOR NO KEY UPDATE`;
  const scans = await transaction.$queryRaw<{ number: string; code: string; at: Date }[]>`
    SELECT tracking_number AS number, code, at FROM tracking_event WHERE tracking_number = ANY(${numbers})`;
  const scansOf = new Map(parcels.map(({ number }) => [number, noScans()]));
  for (const { number, code, at } of scans) {
    const meaning = findScanCode(code);
    if (meaning) scansOf.get(number)?.push({ at, status: meaning.status, stage: meaning.stage });
  }
  const moved = parcels.flatMap(({ number, status }) => {
    const next = parcelStatusOf(scansOf.get(number) ?? []);
    return next === undefined || next === status ? [] : [{ number, next }];
  });
  await transaction.$executeRaw`
    UPDATE parcel SET status = moved.status
    FROM unnest(${moved.map(({ number }) => number)}::text[], ${moved.map(({ next }) => next)}::parcel_status[]) AS moved (number, status)
    WHERE tracking_number = moved.number`;
}

function noScans(): ScanSeen[] {
  return [];
}

async function moveOrders(
  transaction: Prisma.TransactionClient,
  numbers: readonly string[],
  at: Date,
): Promise<void> {
  const orders = await transaction.$queryRaw<
    { number: bigint; status: OrderStatus; parcels: ParcelStatus[] }[]
  >`
    SELECT number, relief_order.status::text AS status, array_agg(parcel.status::text) AS parcels
    FROM parcel JOIN relief_order ON number = order_number
    WHERE order_number IN (SELECT order_number FROM parcel WHERE tracking_number = ANY(${numbers})) AND voided_at IS NULL
    GROUP BY number, relief_order.status ORDER BY number`;
  const changes = orders.flatMap(({ number, status, parcels }) => {
    const to = orderStatusOf(parcels);
    return to !== undefined && mayBecome(status, to) ? [{ number: Number(number), from: status, to }] : [];
  });
  const returned = changes.flatMap(({ number, to }) => (to === 'RETURNED' ? [number] : []));
  const freed = await freeReturnedClaims(transaction, returned);
  const told = changes.map((change) =>
    freed.has(change.number) ? { ...change, reason: 'ORDER_AGAIN' } : change,
  );
  await changeOrderStatuses(transaction, told, { actor: 'CARRIER' }, at);
}
