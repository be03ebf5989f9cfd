import type { Campaign } from '../campaigns/campaign.ts';
import type { OrderStatus } from '../orders/order.ts';

export type Admission =
  /** `status` is what an order begins with that needs no review. */
  | { readonly kind: 'ADMITTED'; readonly status: OrderStatus }
  /** Needs a ticket of the waiting room that is due. */
  | { readonly kind: 'QUEUE' }
  /** Writing rests for a while; earlier orders can still be read. */
  | { readonly kind: 'PAUSED'; readonly retryAfterMs: number }
  | { readonly kind: 'CLOSED' };

/** What the campaign's intake mode, one step of its ladder of degradation, means for a new order. */
export function admissionOf({ intakeMode, status }: Pick<Campaign, 'intakeMode' | 'status'>): Admission {
  if (status !== 'OPEN') return { kind: 'CLOSED' };
  switch (intakeMode) {
    case 'OPEN':
      return { kind: 'ADMITTED', status: 'CONFIRMED' };
    case 'ACCEPT_AND_DEFER':
      return { kind: 'ADMITTED', status: 'RECEIVED' };
    case 'WAITING_ROOM':
      return { kind: 'QUEUE' };
    case 'READ_ONLY':
      return { kind: 'PAUSED', retryAfterMs: 30_000 };
    case 'CLOSED':
      return { kind: 'CLOSED' };
  }
}
