import { randomBytes, randomUUID } from 'node:crypto';
import type { OrderDraft } from '../orders/order.ts';

/** For tests: the draft of an order by a household that nobody has heard of, with a key and an input of its own. */
export function anOrderDraft(wanted: Partial<OrderDraft> = {}): OrderDraft {
  return {
    idempotencyKey: randomUUID(),
    inputHash: randomBytes(16).toString('hex'),
    householdKey: randomBytes(16).toString('hex'),
    status: 'CONFIRMED',
    channel: 'WEB',
    zip: '20001',
    countyFips: '11001',
    deliveryLine: '1 TEST ST NW',
    lastLine: 'WASHINGTON DC 20001',
    urbanization: null,
    recipientName: 'Resident',
    email: null,
    sms: null,
    wantsUpdates: false,
    locale: null,
    ...wanted,
  };
}
