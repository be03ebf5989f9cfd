import type { OrderStatus } from '../orders/order.ts';

/** Who made a change: the household by number and ZIP, an agent by access token, this wing's own work, or the carrier's scans. */
export type OrderActor = 'HOUSEHOLD' | 'AGENT' | 'WING' | 'CARRIER';

/** Who changes an order; an agent is named by the subject of the access token. */
export type ChangedBy =
  | { readonly actor: Exclude<OrderActor, 'AGENT'>; readonly agent?: undefined }
  | { readonly actor: 'AGENT'; readonly agent: string };

/** One thing that became of an order after it was placed. */
export interface OrderEvent {
  readonly number: number;
  /** Grows with time within one order. */
  readonly id: bigint;
  readonly at: Date;
  readonly actor: OrderActor;
  readonly agent: string | null;
  /** Both null where the status stayed. */
  readonly fromStatus: OrderStatus | null;
  readonly toStatus: OrderStatus | null;
  /** A closed code that has a text for people. */
  readonly reason: string | null;
  /** Free words for staff. */
  readonly note: string | null;
  /** The centre that set kits aside; null for whatever else happened. */
  readonly siteCode: string | null;
  /** The lot of each of these kits, one for each parcel; empty for whatever else happened. */
  readonly lotIds: readonly number[];
}

/** A change of status to be made, with why. */
export interface StatusChange {
  readonly number: number;
  readonly from: OrderStatus;
  readonly to: OrderStatus;
  readonly reason?: string | undefined;
  readonly note?: string | undefined;
}
