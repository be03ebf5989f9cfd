import { hash } from 'node:crypto';
import type { Campaign } from '../campaigns/campaign.ts';
import type { KnownAddress } from '../eligibility/open-address.ts';
import type { OrderWish } from './order-wish.ts';
import type { OrderDraft, OrderStatus } from './order.ts';

/** Where the order goes and in whose name it is claimed: the part of an address that an order needs whole. */
export type DeliverableAddress = Pick<KnownAddress, 'countyFips'> & {
  readonly standardized: NonNullable<KnownAddress['standardized']>;
  readonly zip: string;
};

/** The address with all that an order needs, or undefined where a part is missing. */
export function asDeliverable(address: KnownAddress): DeliverableAddress | undefined {
  const { standardized, countyFips } = address;
  const zip = standardized?.components.zip;
  return standardized && zip ? { standardized, zip, countyFips } : undefined;
}

/** The row of an order, ready for intake. */
export function draftOrder(
  wish: OrderWish,
  campaign: Campaign,
  address: DeliverableAddress,
  claim: { readonly householdKey: string; readonly status: OrderStatus },
): OrderDraft {
  const { idempotencyKey, recipientName, email, sms, wantsUpdates, locale } = wish;
  const { deliveryLine, lastLine, components } = address.standardized;
  return {
    idempotencyKey,
    inputHash: hashInput(wish, campaign, claim.householdKey),
    householdKey: claim.householdKey,
    status: claim.status,
    channel: 'WEB',
    zip: address.zip,
    countyFips: address.countyFips ?? null,
    deliveryLine,
    lastLine,
    urbanization: components.urbanization ?? null,
    recipientName,
    email,
    sms,
    wantsUpdates,
    locale,
  };
}

/**
 * Two requests with one key are the same when this is: the household however it is spelt and whether by token or address, and what the
 * person asked for. The language of the page and the ticket of the queue may change between two tries.
 */
function hashInput(wish: OrderWish, campaign: Campaign, householdKey: string): string {
  const { recipientName, email, sms, wantsUpdates, unitStatement } = wish;
  const sameness = [
    campaign.id,
    householdKey,
    recipientName,
    email,
    sms,
    wantsUpdates,
    unitStatement ?? null,
  ];
  return hash('sha256', JSON.stringify(sameness), 'hex').slice(0, 32);
}
