import type { AddressChecker } from '../addresses/address-check.ts';
import { householdKeys } from '../addresses/household-key.ts';
import { inputOf } from '../addresses/standardise/format-address.ts';
import { joinUnits } from '../addresses/standardise/unit-components.ts';
import type { OrderIntake } from '../intake/order-intake.ts';
import type { ReliefOrder } from '../orders/order.ts';
import { shipToOf } from '../orders/ship-to.ts';
import type { ClaimDraft } from './unit-claim.ts';
import type { UnitClaimStore } from './unit-claim-store.ts';

/** What opening claims needs. */
export interface ClaimOpening {
  readonly claims: UnitClaimStore;
  readonly addresses: AddressChecker;
}

/** Opens the claims of all held orders that have none: those of a process that ended between placing an order and claiming its unit. */
export async function openMissingClaims(needs: ClaimOpening, at: Date): Promise<void> {
  const held = await needs.claims.findHeldWithoutClaim();
  if (held.length) await openClaims(held, needs, at);
}

/** An intake whose held orders have their claims opened before they are answered for. Other orders pay nothing for it. */
export function claimUnitsOf(intake: OrderIntake, needs: ClaimOpening): OrderIntake {
  return {
    ...intake,
    async place(request) {
      const outcome = await intake.place(request);
      if (outcome.kind === 'PLACED' && outcome.order.status === 'HELD_FOR_REVIEW')
        await openClaims([outcome.order], needs, outcome.order.placedAt);
      return outcome;
    },
  };
}

async function openClaims(
  orders: readonly ReliefOrder[],
  { claims, addresses }: ClaimOpening,
  at: Date,
): Promise<void> {
  const drafts = await Promise.all(orders.map((order) => draftClaim(order, addresses)));
  await claims.open(drafts, at);
}

/** A unit that the register does not know is claimed; what is held although it is known is held because it is listed as a business. */
async function draftClaim(order: ReliefOrder, addresses: AddressChecker): Promise<ClaimDraft> {
  const address = shipToOf(order);
  const keys = householdKeys(address);
  if (!keys) throw new Error('A held order goes to no household.');
  const { verdict } = await addresses.check(inputOf(address));
  return {
    ...keys,
    orderNumber: order.number,
    kind: verdict === 'INVALID_SECONDARY' ? 'UNIT' : 'RESIDENTIAL',
    unit: joinUnits(address.components) || undefined,
  };
}
