import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import type { Clock } from '@rotunda/platform/clock';
import type { AddressInput } from '../addresses/standardise/standard-address.ts';
import { type IntakeMeter, createIntakeMeter } from '../campaign-metrics/intake-meter.ts';
import { measureAttempt } from '../campaign-metrics/measure-attempt.ts';
import type { PlacedOrder, PlaceOrderNeeds } from '../orders/place-order.ts';
import { placeOrder } from '../orders/place-order.ts';
import type { OrderInput } from '../orders/order-wish.ts';
import { demonstrationCampaignId } from './demonstration-campaign.ts';

interface RealAddress {
  readonly address1: string;
  readonly address2: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
}

const ordersAtOnce = 200;
const spreadMs = 14 * 86_400_000;

/**
 * Synthetic orders to real addresses (npm rrad 1.1.0, public domain), placed as a household would place them. Which addresses order follows
 * from the addresses alone, and each has its own key: placing them again changes nothing. `needsAt` gives an ordering whose time is
 * `now`; the orders spread over the two weeks before `clock`. The meter counts the attempts; it is undefined where all had been placed.
 */
export async function seedDemonstrationOrders(
  needsAt: (clock: Clock) => PlaceOrderNeeds,
  clock: Clock,
): Promise<IntakeMeter | undefined> {
  const inputs = realAddresses().filter(isOrdering).map(orderTo);
  const until = clock.now().getTime();
  let now = new Date(until);
  const moving = { now: () => now };
  const needs = { ...needsAt(moving), intakeMeter: createIntakeMeter(moving) };

  const placed: PlacedOrder[] = [];
  for (let from = 0; from < inputs.length; from += ordersAtOnce) {
    now = new Date(Math.round(until - spreadMs * (1 - from / inputs.length)));
    const chunk = inputs.slice(from, from + ordersAtOnce);
    placed.push(
      ...(await Promise.all(
        chunk.map((input) => measureAttempt(input, () => placeOrder(input, 'en', needs), needs)),
      )),
    );
  }
  await needs.intake.close();
  return placed.some(({ order, replayed }) => order && !replayed) ? needs.intakeMeter : undefined;
}

function realAddresses(): readonly RealAddress[] {
  const { addresses } = createRequire(import.meta.url)('rrad/addresses-us-all.min.json') as {
    addresses: readonly RealAddress[];
  };
  return addresses;
}

/** About three households in five. */
function isOrdering(address: RealAddress): boolean {
  return (digestOf(address)[0] ?? 0) % 5 < 3;
}

function orderTo(address: RealAddress): OrderInput {
  const hex = digestOf(address).toString('hex');
  return {
    idempotencyKey: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5'),
    campaign: demonstrationCampaignId,
    address: inputOf(address),
    recipientName: 'Resident (demonstration)',
    locale: hex.endsWith('0') ? 'es' : 'en',
    unitStatement: 'SINGLE_FAMILY',
  };
}

function inputOf({ address1, address2, city, state, postalCode }: RealAddress): AddressInput {
  return { line1: address1, line2: address2 || null, city, state, zip: postalCode };
}

function digestOf(address: RealAddress): Buffer {
  return createHash('sha256')
    .update(JSON.stringify(inputOf(address)))
    .digest();
}
