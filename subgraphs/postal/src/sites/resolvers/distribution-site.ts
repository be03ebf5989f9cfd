import type {
  DistributionSiteResolvers,
  FacilityResolvers,
  QueryResolvers,
} from '../../generated/resolvers-types.ts';
import { addressOfFacility } from '../../places/facility-address.ts';
import { siteCodeOfReference, siteIdOf } from '../site.ts';

export const distributionSites: QueryResolvers['distributionSites'] = async (
  _root,
  { role },
  { network },
) => [...(await network.sites.list(role ?? undefined))];

export const distributionSite: FacilityResolvers['distributionSite'] = async (
  { id },
  _arguments,
  { network },
) => (await network.sites.findByFacility(id)) ?? null;

export const DistributionSite: DistributionSiteResolvers = {
  __resolveReference: async (reference, { network }) =>
    (await network.sites.find(siteCodeOfReference(reference))) ?? null,
  id: ({ code }) => siteIdOf(code),
  facility: async ({ facilityId }, _arguments, { addresses }) =>
    (await addresses.register.findFacility(facilityId ?? '')) ?? null,
  address: async ({ facilityId }, _arguments, { addresses }) => {
    const facility = await addresses.register.findFacility(facilityId ?? '');
    return (facility && addressOfFacility(facility)) ?? null;
  },
  servesZip3: async ({ code }, _arguments, { network }) => [...(await network.sites.listZip3s(code))],
  supplies: async ({ code }, _arguments, { network }) => [...(await network.sites.listSuppliedBy(code))],
};
