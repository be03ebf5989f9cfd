import { campaign, Campaign } from './campaigns/resolvers/campaign.ts';
import {
  Agency,
  CampaignRound,
  EligibilityPolicy,
  ShippingPromise,
} from './campaigns/resolvers/campaign-parts.ts';
import { eligibility, EligibilityReason, Remedy } from './eligibility/resolvers/eligibility.ts';
import type { Resolvers } from './generated/resolvers-types.ts';
import { OrderReceipt, PlaceOrderPayload, placeOrder } from './orders/resolvers/place-order.ts';
import { ReliefOrder, trackOrder } from './orders/resolvers/relief-order.ts';
import { coverage, reliefCoverage } from './public-coverage/resolvers/coverage.ts';

/** Every resolver of the wing; scalars come from the platform. */
export const resolvers: Resolvers = {
  Query: { campaign, eligibility, trackOrder },
  Mutation: { placeOrder },
  Campaign: { ...Campaign, coverage },
  Agency,
  CampaignRound,
  ShippingPromise,
  EligibilityPolicy,
  EligibilityReason,
  Remedy,
  ReliefOrder,
  PlaceOrderPayload,
  OrderReceipt,
  Region: { reliefCoverage },
};
