import type { Claim, Conflict } from './claim.ts';
import type { ReliefOrder } from '../orders/order.ts';

export type Settlement =
  /** The same request came before: this is its order. */
  | { readonly kind: 'REPLAYED'; readonly order: ReliefOrder }
  /** The key placed another order. */
  | { readonly kind: 'KEY_REUSED' }
  /** Another key owns this number by chance: derive the next. */
  | { readonly kind: 'NUMBER_TAKEN' }
  /** The household has this claim already: try its next. */
  | { readonly kind: 'CLAIM_TAKEN' }
  /** What stood in the way is gone: try again. */
  | { readonly kind: 'VANISHED' };

/**
 * Why a claim was not placed. The number follows from the key, so the key's own earlier order stands under the number: it is looked at
 * first, and a stranger there means that the key's order, if any, stands under its next number.
 */
export function settleConflict(
  { draft }: Pick<Claim, 'draft'>,
  { sameNumber, sameHouseholdClaim }: Conflict,
): Settlement {
  for (const standing of [sameNumber, sameHouseholdClaim]) {
    if (standing?.idempotencyKey !== draft.idempotencyKey) continue;
    return standing.inputHash === draft.inputHash
      ? { kind: 'REPLAYED', order: standing.order }
      : { kind: 'KEY_REUSED' };
  }
  if (sameNumber) return { kind: 'NUMBER_TAKEN' };
  return { kind: sameHouseholdClaim ? 'CLAIM_TAKEN' : 'VANISHED' };
}
