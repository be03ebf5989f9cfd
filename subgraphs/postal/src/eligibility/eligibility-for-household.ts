import type { Clock } from '@rotunda/platform/clock';
import { Refusal } from '@rotunda/platform/refusal';
import type { AddressChecker } from '../addresses/address-check.ts';
import type { CampaignDirectory } from '../campaigns/campaign-directory.ts';
import { nextClosing, nextOpening, openRounds } from '../campaigns/round-state.ts';
import { ruleOnAddress } from './address-rules.ts';
import type { Eligibility } from './eligibility.ts';
import { decideEligibility } from './entitlement-rules.ts';
import { openAddress } from './open-address.ts';

interface Needs {
  readonly addresses: AddressChecker;
  readonly campaigns: CampaignDirectory;
  readonly clock: Clock;
  /** How many orders a household has in each round, by round id. */
  countOrders(householdKey: string): Promise<ReadonlyMap<number, number>>;
}

/** Whether the household named by an address token may order in a campaign now; null for an unknown campaign. Refuses a token that is not ours or too old. */
export async function eligibilityForHousehold(
  request: { readonly campaign: string; readonly addressToken: string },
  { addresses, campaigns, clock, countOrders }: Needs,
): Promise<Eligibility | null> {
  const address = await openAddress(request.addressToken, addresses);
  if (address === 'FORGED') throw new Refusal('BAD_INPUT', 'This is no token of checkAddress.');
  if (address === 'EXPIRED')
    throw new Refusal('BAD_INPUT', 'The address was checked too long ago. Check it again.');
  const campaign = await campaigns.find(request.campaign);
  if (!campaign) return null;

  const now = clock.now();
  const ruling = ruleOnAddress(address, campaign.policy, undefined);
  const claimsBuilding = ruling.kind === 'FITS' && ruling.claim === 'BUILDING';
  const household = claimsBuilding ? address.buildingKey : address.householdKey;
  const used = household ? await countOrders(household) : new Map<number, number>();
  return decideEligibility(
    ruling,
    {
      now,
      openRounds: openRounds(campaign, now),
      nextOpening: nextOpening(campaign, now),
      nextClosing: nextClosing(campaign, now),
    },
    used,
  );
}
