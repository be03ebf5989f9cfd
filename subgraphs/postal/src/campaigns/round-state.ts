import type { Campaign, CampaignRound } from './campaign.ts';

/** One order that a household may still claim. */
export interface ClaimSlot {
  readonly roundId: number;
  /** 1 to the round's orders per household. */
  readonly ordinal: number;
}

/** The rounds that take orders at this moment, earliest first: an unclaimed earlier round comes before a later one. */
export function openRounds(campaign: Campaign, now: Date): readonly CampaignRound[] {
  if (campaign.status !== 'OPEN') return [];
  return campaign.rounds.filter(({ opensAt, closesAt }) => opensAt <= now && (!closesAt || now < closesAt));
}

/** All that a household may claim at this moment, in the order in which it claims. */
export function openClaimSlots(campaign: Campaign, now: Date): readonly ClaimSlot[] {
  return openRounds(campaign, now).flatMap(({ id, ordersPerHousehold }) =>
    Array.from({ length: ordersPerHousehold }, (_, index) => ({ roundId: id, ordinal: index + 1 })),
  );
}

/** When the next round opens; undefined where none is announced or the campaign is over. */
export function nextOpening(campaign: Campaign, now: Date): Date | undefined {
  if (campaign.status !== 'OPEN' && campaign.status !== 'SCHEDULED') return undefined;
  const openings = campaign.rounds.map(({ opensAt }) => opensAt).filter((opensAt) => opensAt > now);
  return openings.sort((one, other) => one.getTime() - other.getTime()).at(0);
}

/** When the first of the open rounds ends; undefined where none is open or none has an end. */
export function nextClosing(campaign: Campaign, now: Date): Date | undefined {
  const closings = openRounds(campaign, now).flatMap(({ closesAt }) => (closesAt ? [closesAt] : []));
  return closings.sort((one, other) => one.getTime() - other.getTime()).at(0);
}
