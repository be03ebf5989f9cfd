import type { ClaimSlot } from '../campaigns/round-state.ts';
import type { OrderDraft } from '../orders/order.ts';

/** A claim that a household has used. */
export interface UsedClaim extends ClaimSlot {
  readonly householdKey: string;
}

/** The first claim that each draft's household has left, in the order of the drafts; undefined where it has none. */
export function planClaims(
  drafts: readonly Pick<OrderDraft, 'householdKey'>[],
  slots: readonly ClaimSlot[],
  used: readonly UsedClaim[],
): readonly (ClaimSlot | undefined)[] {
  const nameOf = (householdKey: string, { roundId, ordinal }: ClaimSlot) =>
    `${householdKey} ${roundId} ${ordinal}`;
  const taken = new Set(used.map((claim) => nameOf(claim.householdKey, claim)));
  return drafts.map(({ householdKey }) => {
    const slot = slots.find((free) => !taken.has(nameOf(householdKey, free)));
    if (slot) taken.add(nameOf(householdKey, slot));
    return slot;
  });
}
