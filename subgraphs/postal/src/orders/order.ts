export type OrderChannel = 'WEB' | 'PHONE' | 'SMS' | 'PARTNER_BULK' | 'PAPER';

export type OrderStatus =
  | 'RECEIVED'
  | 'HELD_FOR_REVIEW'
  | 'CONFIRMED'
  | 'BACKORDERED'
  | 'ALLOCATED'
  | 'IN_PREPARATION'
  | 'SHIPPED'
  | 'OUT_FOR_DELIVERY'
  | 'DELIVERED'
  | 'DELIVERY_EXCEPTION'
  | 'RETURNED'
  | 'CANCELLED'
  | 'REPLACED';

/** What readers of an order get: where it goes and how far it is, without recipient and contact. */
export interface ReliefOrder {
  /** 40 bits; people read it as `formatOrderNumber` writes it. */
  readonly number: number;
  readonly roundId: number;
  readonly status: OrderStatus;
  readonly channel: OrderChannel;
  readonly placedAt: Date;
  readonly zip: string;
  readonly deliveryLine: string;
  readonly lastLine: string;
  readonly urbanization: string | null;
}

/** An order about to be placed, before the database has decided which claim of its household it takes. */
export interface OrderDraft {
  /** UUID, lower case. */
  readonly idempotencyKey: string;
  /** 32 hexadecimal digits over all that makes two requests the same. */
  readonly inputHash: string;
  /** 32 hexadecimal digits. */
  readonly householdKey: string;
  readonly status: OrderStatus;
  readonly channel: OrderChannel;
  readonly zip: string;
  readonly countyFips: string | null;
  readonly deliveryLine: string;
  readonly lastLine: string;
  readonly urbanization: string | null;
  readonly recipientName: string;
  readonly email: string | null;
  readonly sms: string | null;
  readonly wantsUpdates: boolean;
  readonly locale: string | null;
}
