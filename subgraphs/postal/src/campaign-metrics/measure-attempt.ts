import type { AddressChecker } from '../addresses/address-check.ts';
import type { CampaignDirectory } from '../campaigns/campaign-directory.ts';
import type { Eligibility } from '../eligibility/eligibility.ts';
import type { OrderInput } from '../orders/order-wish.ts';
import type { PlacedOrder } from '../orders/place-order.ts';
import type { IntakeMeter } from './intake-meter.ts';

/** Answers as `place` does, and counts what became of the attempt and how long it took. An unknown campaign counts nowhere. */
export async function measureAttempt(
  input: OrderInput,
  place: () => Promise<PlacedOrder>,
  needs: {
    readonly campaigns: CampaignDirectory;
    readonly addresses: Pick<AddressChecker, 'open'>;
    readonly intakeMeter: IntakeMeter;
  },
): Promise<PlacedOrder> {
  const startedAt = performance.now();
  const campaign = await needs.campaigns.find(input.campaign);
  const placed = await place();
  if (campaign) {
    const step = stepOf(placed);
    needs.intakeMeter.time(campaign.id, performance.now() - startedAt);
    needs.intakeMeter.count(campaign.id, step, zipOf(input, placed, step, needs.addresses));
  }
  return placed;
}

/** Counts a question for eligibility that was answered with yes. */
export async function countEligible(
  answer: Eligibility | null,
  campaign: string,
  { campaigns, intakeMeter }: { readonly campaigns: CampaignDirectory; readonly intakeMeter: IntakeMeter },
): Promise<void> {
  const known = answer?.decision === 'ELIGIBLE' ? await campaigns.find(campaign) : undefined;
  if (known) intakeMeter.count(known.id, 'ELIGIBLE');
}

function stepOf({ replayed, userErrors }: PlacedOrder): string {
  return userErrors[0]?.code ?? (replayed ? 'REPLAYED' : 'PLACED');
}

function zipOf(
  { address, addressToken }: OrderInput,
  { order }: PlacedOrder,
  step: string,
  addresses: Pick<AddressChecker, 'open'>,
): string | null | undefined {
  if (order) return order.zip;
  // Those turned away in a rush are told so at little cost: their tokens stay closed.
  if (address || !addressToken || step === 'INTAKE_THROTTLED') return address?.zip;
  const opened = addresses.open(addressToken);
  return typeof opened === 'string' ? undefined : opened.standardized.components.zip;
}
