import type { CampaignRound } from '../campaigns/campaign.ts';

type EligibilityDecision =
  'ELIGIBLE' | 'INELIGIBLE' | 'NEEDS_ADDRESS_FIX' | 'NEEDS_REVIEW' | 'NOT_YET_OPEN' | 'CLOSED';

export type EligibilityReasonCode =
  | 'HOUSEHOLD_LIMIT_REACHED'
  | 'BUSINESS_ADDRESS'
  | 'PO_BOX_NOT_ALLOWED'
  | 'OUTSIDE_SERVICE_AREA'
  | 'VACANT'
  | 'CMRA'
  | 'MISSING_UNIT'
  | 'UNKNOWN_UNIT'
  | 'ADDRESS_NOT_FOUND'
  | 'ROUND_CLOSED';

export type RemedyAction =
  | 'ADD_UNIT'
  | 'CLAIM_UNIT'
  | 'CONFIRM_SINGLE_FAMILY'
  | 'APPEAL_RESIDENTIAL'
  | 'USE_PO_BOX'
  | 'CALL_SUPPORT'
  | 'TRACK_EXISTING_ORDER'
  | 'WAIT_FOR_ROUND';

/** Why a household may not order, and what the person can do next. */
export interface EligibilityReason {
  readonly code: EligibilityReasonCode;
  readonly remedy: RemedyAction;
}

export interface RoundEntitlement {
  readonly round: CampaignRound;
  readonly allowed: number;
  readonly used: number;
}

export interface Eligibility {
  readonly decision: EligibilityDecision;
  readonly remainingOrders: number;
  readonly rounds: readonly RoundEntitlement[];
  readonly reasons: readonly EligibilityReason[];
  readonly edgeTtlSeconds: number;
  readonly decidedAt: Date;
}

/** What a person says of a home that the registry cannot confirm. */
export type UnitStatement = 'SINGLE_FAMILY' | 'UNIT_NOT_LISTED' | 'PEOPLE_LIVE_HERE';
