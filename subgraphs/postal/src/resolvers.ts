import { AddressCheck, AddressFootnote, checkAddress } from './addresses/resolvers/check-address.ts';
import { Building, DeliveryPoint } from './addresses/resolvers/delivery-point.ts';
import { PostalAddress } from './addresses/resolvers/postal-address.ts';
import { suggestAddresses } from './addresses/resolvers/suggest-addresses.ts';
import { Backlog, SiteBacklog, backlog, backlogBySite, siteBacklog } from './backlog/resolvers/backlog.ts';
import { throughput } from './campaign-metrics/resolvers/throughput.ts';
import { CampaignMetrics, metrics } from './campaign-metrics/resolvers/campaign-metrics.ts';
import { campaign, Campaign } from './campaigns/resolvers/campaign.ts';
import {
  Agency,
  CampaignRound,
  EligibilityPolicy,
  ShippingPromise,
} from './campaigns/resolvers/campaign-parts.ts';
import { eligibility, EligibilityReason, Remedy } from './eligibility/resolvers/eligibility.ts';
import type { Resolvers } from './generated/resolvers-types.ts';
import { history } from './order-history/resolvers/order-history.ts';
import { orderUpdated } from './orders/resolvers/order-updated.ts';
import { OrderReceipt, PlaceOrderPayload, placeOrder } from './orders/resolvers/place-order.ts';
import { ReliefOrder, trackOrder } from './orders/resolvers/relief-order.ts';
import { Facility, facility } from './places/resolvers/facility.ts';
import { Region, region } from './places/resolvers/region.ts';
import { ZipInfo, zip } from './places/resolvers/zip.ts';
import { networkMutations, networkQueries, networkTypes } from './network-resolvers.ts';
import { orderLifeMutations, orderLifeQueries, orderLifeTypes } from './order-life-resolvers.ts';
import { parcels } from './shipments/resolvers/parcel.ts';
import { distributionSite } from './sites/resolvers/distribution-site.ts';
import { coverage, reliefCoverage } from './public-coverage/resolvers/coverage.ts';
import { reconciliation } from './reconciliation/resolvers/reconciliation.ts';
import { DeadLetter, Webhook, webhookMutations, webhooks } from './webhooks/resolvers/webhooks.ts';

/** Every resolver of the wing; scalars come from the platform. */
export const resolvers: Resolvers = {
  Query: {
    campaign,
    checkAddress,
    eligibility,
    facility,
    region,
    suggestAddresses,
    trackOrder,
    zip,
    webhooks,
    ...networkQueries,
    ...orderLifeQueries,
  },
  Mutation: { placeOrder, ...networkMutations, ...orderLifeMutations, ...webhookMutations },
  Subscription: { orderUpdated, siteBacklog, throughput },
  Campaign: { ...Campaign, coverage, metrics },
  CampaignMetrics: { ...CampaignMetrics, backlogBySite, reconciliation },
  Agency,
  CampaignRound,
  ShippingPromise,
  EligibilityPolicy,
  EligibilityReason,
  Remedy,
  ReliefOrder: { ...ReliefOrder, history, parcels },
  PlaceOrderPayload,
  OrderReceipt,
  AddressCheck,
  AddressFootnote,
  PostalAddress,
  DeliveryPoint,
  Building,
  Region: { ...Region, reliefCoverage },
  Facility: { ...Facility, distributionSite },
  ...networkTypes,
  ...orderLifeTypes,
  DistributionSite: { ...networkTypes.DistributionSite, backlog },
  SiteBacklog,
  Backlog,
  ZipInfo,
  Webhook,
  DeadLetter,
};
