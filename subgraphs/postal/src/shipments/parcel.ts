import type { ShipmentBatch } from './shipment-batch.ts';

export type MailClass = 'GROUND_ADVANTAGE' | 'FIRST_CLASS_PACKAGE' | 'PRIORITY_MAIL';
export type ParcelStatus =
  | 'PLANNED'
  | 'LABEL_CREATED'
  | 'PRE_SHIPMENT'
  | 'ACCEPTED'
  | 'IN_TRANSIT'
  | 'OUT_FOR_DELIVERY'
  | 'DELIVERED'
  | 'AVAILABLE_FOR_PICKUP'
  | 'ATTEMPTED'
  | 'RETURN_TO_SENDER'
  | 'FORWARDED'
  | 'UNDELIVERABLE'
  | 'LOST';

/** A parcel that has a label. */
export interface Parcel {
  readonly trackingNumber: string;
  readonly orderNumber: number;
  readonly batchId: bigint;
  readonly siteCode: string;
  readonly lotId: number;
  readonly mailClass: MailClass;
  readonly status: ParcelStatus;
  readonly zip: string;
}

/** What is printed on a label. */
export interface LabelText {
  readonly trackingNumber: string;
  readonly mailClass: MailClass;
  readonly zip: string;
  readonly origin: string;
  readonly recipientName: string;
  readonly urbanization: string | null;
  readonly deliveryLine: string;
  readonly lastLine: string;
}

export interface ParcelStore {
  find(trackingNumber: string): Promise<Parcel | undefined>;
  /** Parcels of an order whose label stands, in their order; orders asked for in one tick share one query. */
  listOfOrder(orderNumber: number): Promise<readonly Parcel[]>;
  /** Parcels with kits of a lot that left, by number, those after `afterNumber` only. */
  listOfLot(lotId: number, afterNumber: string, limit: number): Promise<readonly Parcel[]>;
  /** Parcels of a batch whose label stands, by number, those after `afterNumber` only. */
  listOfBatch(batchId: bigint, afterNumber: string, limit: number): Promise<readonly Parcel[]>;
  findBatch(id: bigint): Promise<ShipmentBatch | undefined>;
  countOfBatch(id: bigint): Promise<number>;
  /** Batches of a site, newest first, those before `beforeId` only. */
  listBatches(
    siteCode: string,
    beforeId: bigint | undefined,
    limit: number,
  ): Promise<readonly ShipmentBatch[]>;
  /** What a parcel's label says; undefined where it was voided. */
  findLabel(trackingNumber: string): Promise<LabelText | undefined>;
}

/** The lasting id of a parcel in the graph. */
export function parcelIdOf(trackingNumber: string): string {
  return `parcel-${trackingNumber}`;
}

/** The number of the parcel that another wing refers to by id or by number. */
export function trackingNumberOf(
  reference: { readonly id: string } | { readonly trackingNumber: string },
): string {
  return 'id' in reference ? reference.id.replace(/^parcel-/, '') : reference.trackingNumber;
}
