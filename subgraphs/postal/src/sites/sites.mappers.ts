import type { DistributionSite } from './site.ts';

export type DistributionSiteMapper = DistributionSite;
