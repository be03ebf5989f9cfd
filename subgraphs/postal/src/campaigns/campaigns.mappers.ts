import type { Campaign, CampaignRound, EligibilityPolicy, SupportChannel } from './campaign.ts';

export type CampaignMapper = Campaign;
export type CampaignRoundMapper = CampaignRound;
export type EligibilityPolicyMapper = EligibilityPolicy;
export type SupportChannelMapper = SupportChannel;
export type ShippingPromiseMapper = CampaignRound;
export type AgencyMapper = Campaign['sponsor'];
