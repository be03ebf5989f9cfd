import { createHmac } from 'node:crypto';
import type { EventFacts, EventKind, OutboxEvent } from './outbox-event.ts';

/** An event as CloudEvents 1.0 writes it in JSON. */
export interface CloudEvent {
  readonly specversion: '1.0';
  /** The same whenever and to whomever the event is told. */
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  /** RFC 3339. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  /** Extension `partitioning`. */
  readonly partitionkey: string;
  /** Extension `sequence`: grows in the order of telling, with gaps. */
  readonly sequence: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export const eventTypes: Readonly<Record<EventKind, string>> = {
  ORDER_PLACED: 'gov.relief.postal.order.placed.v1',
  ORDER_STATUS_CHANGED: 'gov.relief.postal.order.status-changed.v1',
  ORDER_ALLOCATED: 'gov.relief.postal.order.allocated.v1',
  CONSIGNMENT_RECEIVED: 'gov.relief.postal.consignment.received.v1',
  LOT_RECALLED: 'gov.relief.postal.lot.recalled.v1',
};

/**
 * What a receiver is told of an event. Nothing of it is personal: orders and households are named by digests under a key that this receiver alone
 * has, so two receivers cannot join what they know, and an order cannot be looked up by its digest.
 */
export function cloudEventOf(
  { position, at, partitionKey, facts }: OutboxEvent,
  receiverKey: Uint8Array,
): CloudEvent {
  return {
    specversion: '1.0',
    id: `postal-${position}`,
    source: '/postal',
    type: eventTypes[facts.kind],
    subject: subjectOf(facts, receiverKey),
    time: at.toISOString(),
    datacontenttype: 'application/json',
    partitionkey: digest(receiverKey, 'partition', partitionKey),
    sequence: String(position).padStart(19, '0'),
    data: dataOf(facts),
  };
}

function subjectOf(facts: EventFacts, receiverKey: Uint8Array): string {
  switch (facts.kind) {
    case 'ORDER_PLACED':
    case 'ORDER_STATUS_CHANGED':
    case 'ORDER_ALLOCATED':
      return `orders/${digest(receiverKey, 'order', String(facts.orderNumber))}`;
    case 'CONSIGNMENT_RECEIVED':
      return `consignments/${facts.consignment}`;
    case 'LOT_RECALLED':
      return `lots/${facts.lot}`;
  }
}

function dataOf(facts: EventFacts): CloudEvent['data'] {
  switch (facts.kind) {
    case 'ORDER_PLACED':
    case 'ORDER_STATUS_CHANGED':
    case 'ORDER_ALLOCATED': {
      const { campaignId, roundOrdinal, channel, zip3, countyFips } = facts;
      const order = { campaign: campaignId, round: roundOrdinal, channel, zip3, county: countyFips };
      if (facts.kind === 'ORDER_PLACED') return order;
      if (facts.kind === 'ORDER_ALLOCATED') return { ...order, kits: facts.kits.map(kitsOf) };
      return { ...order, from: facts.from, to: facts.to, reason: facts.reason };
    }
    case 'CONSIGNMENT_RECEIVED':
      return { consignment: facts.consignment, kits: facts.kits.map(kitsOf) };
    case 'LOT_RECALLED': {
      const { recall, lot, gtin, sentParcels } = facts;
      return { recall, lot, gtin, kits: facts.kits.map(kitsOf), sentParcels };
    }
  }
}

function kitsOf({ siteCode, ...kits }: { readonly siteCode: string }) {
  return { site: siteCode, ...kits };
}

function digest(key: Uint8Array, purpose: string, value: string): string {
  return createHmac('sha256', key).update(`${purpose}:${value}`).digest('base64url').slice(0, 32);
}
