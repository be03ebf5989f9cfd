import type { Eligibility, EligibilityReason, RemedyAction, RoundEntitlement } from './eligibility.ts';

export type EligibilityMapper = Eligibility;
export type EligibilityReasonMapper = EligibilityReason;
export type RoundEntitlementMapper = RoundEntitlement;
export type RemedyMapper = RemedyAction;
