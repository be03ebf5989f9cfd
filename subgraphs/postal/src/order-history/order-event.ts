import type { OrderStatus } from '../orders/order.ts';

/** Who made a change: the household by number and ZIP, an agent by access token, this wing's own work, or the carrier's scans. */
type OrderActor = 'HOUSEHOLD' | 'AGENT' | 'WING' | 'CARRIER';

/** Who changes an order; an agent is named by the subject of the access token. */
export type ChangedBy =
  | { readonly actor: Exclude<OrderActor, 'AGENT'>; readonly agent?: undefined }
  | { readonly actor: 'AGENT'; readonly agent: string };

/** A change of status to be made, with why. */
export interface StatusChange {
  readonly number: number;
  readonly from: OrderStatus;
  readonly to: OrderStatus;
  readonly reason?: string | undefined;
  readonly note?: string | undefined;
}
