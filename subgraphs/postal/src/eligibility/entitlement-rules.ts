import type { CampaignRound } from '../campaigns/campaign.ts';
import type { AddressRuling } from './address-rules.ts';
import type { Eligibility, EligibilityReason, RoundEntitlement } from './eligibility.ts';

/** What a campaign offers at one moment. */
export interface Offer {
  readonly openRounds: readonly CampaignRound[];
  readonly nextOpening: Date | undefined;
  readonly nextClosing: Date | undefined;
  readonly now: Date;
}

const longestEdgeTtlSeconds = 86_400;

/**
 * The whole decision for a household: the address first, then the rounds, whose entitlements add up. `used` counts the household's
 * orders by round id. A negative answer may be kept at the edge until a round opens or closes; a positive one never.
 */
export function decideEligibility(
  address: AddressRuling,
  offer: Offer,
  used: ReadonlyMap<number, number>,
): Eligibility {
  const rounds = offer.openRounds.map((round) => entitlementOf(round, used.get(round.id) ?? 0));
  const remainingOrders = rounds.reduce(
    (sum, { allowed, used: count }) => sum + Math.max(0, allowed - count),
    0,
  );
  const outcome = (
    decision: Eligibility['decision'],
    reasons: readonly EligibilityReason[],
    edgeTtlSeconds: number,
  ): Eligibility => ({
    decision,
    reasons,
    rounds,
    edgeTtlSeconds,
    decidedAt: offer.now,
    remainingOrders: decision === 'ELIGIBLE' || decision === 'NEEDS_REVIEW' ? remainingOrders : 0,
  });

  if (address.kind === 'NEEDS_FIX') return outcome('NEEDS_ADDRESS_FIX', address.reasons, 300);
  if (address.kind === 'REFUSED') return outcome('INELIGIBLE', address.reasons, 300);
  if (rounds.length === 0) {
    const closed: EligibilityReason = { code: 'ROUND_CLOSED', remedy: 'WAIT_FOR_ROUND' };
    return outcome(offer.nextOpening ? 'NOT_YET_OPEN' : 'CLOSED', [closed], secondsUntilChange(offer));
  }
  if (remainingOrders === 0) {
    const reached: EligibilityReason = { code: 'HOUSEHOLD_LIMIT_REACHED', remedy: 'TRACK_EXISTING_ORDER' };
    return outcome('INELIGIBLE', [reached], secondsUntilChange(offer));
  }
  return outcome(address.review ? 'NEEDS_REVIEW' : 'ELIGIBLE', [], 0);
}

function entitlementOf(round: CampaignRound, used: number): RoundEntitlement {
  return { round, allowed: round.ordersPerHousehold, used };
}

function secondsUntilChange({ now, nextOpening, nextClosing }: Offer): number {
  const changes = [nextOpening, nextClosing].flatMap((at) => (at ? [at.getTime() - now.getTime()] : []));
  return Math.min(longestEdgeTtlSeconds, ...changes.map((ms) => Math.floor(ms / 1000)));
}
