import type { WingPolicies } from '@rotunda/platform/enforce-policies';

/**
 * Who may reach what. Ordering and tracking need no account: a household proves itself by its address, and an order by its number and
 * ZIP. What is withheld from the public says so on its field.
 */
export const policies: WingPolicies = {
  publicFields: [
    'Query.campaign',
    'Query.checkAddress',
    'Query.distributionSites',
    'Query.eligibility',
    'Query.facility',
    'Query.region',
    'Query.suggestAddresses',
    'Query.trackOrder',
    'Query.zip',
    'Mutation.cancelOrder',
    'Mutation.correctOrderAddress',
    'Mutation.placeOrder',
    'Mutation.reportDeliveryProblem',
    'Subscription.orderUpdated',
    'Agency',
    'Campaign',
    'DistributionSite',
    'Facility',
    'Region',
    'Parcel',
    'ReliefOrder',
  ],
  named: {},
};
