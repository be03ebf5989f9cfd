import type { Campaign } from './campaign.ts';

/** The kits that a campaign sends. Other campaigns may send the same: their orders wait in the same queue. */
export function productsOf({ rounds }: Campaign): ReadonlySet<string> {
  return new Set(rounds.map(({ product }) => product.id));
}
