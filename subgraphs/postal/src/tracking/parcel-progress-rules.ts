import type { OrderStatus } from '../orders/order.ts';
import type { ParcelStatus } from '../shipments/parcel.ts';

/** A scan, as far as it decides where a parcel is. */
export interface ScanSeen {
  readonly at: Date;
  readonly status: ParcelStatus;
  readonly stage: number;
}

const rank: Readonly<Record<ParcelStatus, number>> = {
  PLANNED: 0,
  LABEL_CREATED: 1,
  PRE_SHIPMENT: 2,
  ACCEPTED: 3,
  IN_TRANSIT: 4,
  FORWARDED: 5,
  OUT_FOR_DELIVERY: 6,
  ATTEMPTED: 7,
  AVAILABLE_FOR_PICKUP: 8,
  UNDELIVERABLE: 9,
  LOST: 10,
  DELIVERED: 11,
  RETURN_TO_SENDER: 12,
};

/**
 * Where a parcel is by all its scans, in whatever order they came: the furthest stage decides, in it the latest scan, and of scans of one moment the one
 * that is further on. Undefined without scans.
 */
export function parcelStatusOf(scans: readonly ScanSeen[]): ParcelStatus | undefined {
  return scans.toSorted(
    (one, other) =>
      other.stage - one.stage ||
      other.at.getTime() - one.at.getTime() ||
      rank[other.status] - rank[one.status],
  )[0]?.status;
}

const orderStatusByParcel: Readonly<Record<ParcelStatus, OrderStatus>> = {
  PLANNED: 'IN_PREPARATION',
  LABEL_CREATED: 'IN_PREPARATION',
  PRE_SHIPMENT: 'IN_PREPARATION',
  ACCEPTED: 'SHIPPED',
  IN_TRANSIT: 'SHIPPED',
  FORWARDED: 'SHIPPED',
  OUT_FOR_DELIVERY: 'OUT_FOR_DELIVERY',
  DELIVERED: 'DELIVERED',
  ATTEMPTED: 'DELIVERY_EXCEPTION',
  AVAILABLE_FOR_PICKUP: 'DELIVERY_EXCEPTION',
  UNDELIVERABLE: 'DELIVERY_EXCEPTION',
  LOST: 'DELIVERY_EXCEPTION',
  RETURN_TO_SENDER: 'RETURNED',
};

/**
 * Where an order is by its parcels: as far as the one that is least far, but what needs the household comes first, and an order of which only a part came
 * back is an exception.
 */
export function orderStatusOf(parcels: readonly ParcelStatus[]): OrderStatus | undefined {
  const statuses = new Set(parcels.map((status) => orderStatusByParcel[status]));
  if (statuses.has('DELIVERY_EXCEPTION')) return 'DELIVERY_EXCEPTION';
  if (statuses.has('RETURNED')) return statuses.size === 1 ? 'RETURNED' : 'DELIVERY_EXCEPTION';
  const least = (['OUT_FOR_DELIVERY', 'DELIVERED'] as const).find((status) => statuses.has(status));
  if (statuses.has('IN_PREPARATION')) return statuses.size === 1 ? 'IN_PREPARATION' : 'SHIPPED';
  return statuses.has('SHIPPED') ? 'SHIPPED' : least;
}
