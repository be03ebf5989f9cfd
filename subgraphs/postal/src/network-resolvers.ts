import type { QueryResolvers, Resolvers } from './generated/resolvers-types.ts';
import { DistributionSite, distributionSites } from './sites/resolvers/distribution-site.ts';

/** Resolvers of sites, stock, consignments, shipments and tracking. */
export const networkQueries: QueryResolvers = { distributionSites };

export const networkTypes: Resolvers = { DistributionSite };
