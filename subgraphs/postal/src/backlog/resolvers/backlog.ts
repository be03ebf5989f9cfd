import type {
  BacklogResolvers,
  CampaignMetricsResolvers,
  DistributionSiteResolvers,
  SiteBacklogResolvers,
  SubscriptionResolvers,
} from '../../generated/resolvers-types.ts';
import { productsOf } from '../../campaigns/campaign-products.ts';
import type { Backlog as SiteBacklogShown } from '../backlog.ts';
import { findBacklog, listBacklogs } from '../backlog-view.ts';

export const backlog: DistributionSiteResolvers['backlog'] = async (
  { code },
  _arguments,
  { backlog: reader },
) => findBacklog(await reader.current(), code) ?? null;

export const backlogBySite: CampaignMetricsResolvers['backlogBySite'] = async (
  campaign,
  _arguments,
  { backlog: reader },
) => [...listBacklogs(await reader.current(), productsOf(campaign))];

export const siteBacklog: NonNullable<SubscriptionResolvers['siteBacklog']> = {
  subscribe: async (_root, { campaign: name }, { campaigns, backlogWatch, facts }) => {
    const campaign = await campaigns.find(name);
    return campaign ? backlogWatch.follow(productsOf(campaign), facts.signal) : nothing();
  },
  resolve: (event: SiteBacklogShown) => event,
};

export const SiteBacklog: SiteBacklogResolvers = {
  site: ({ siteCode }, _arguments, { network }) => network.sites.get(siteCode),
  backlog: (waiting) => waiting,
};

export const Backlog: BacklogResolvers = {
  oldestPlacedAt: ({ oldestPlacedAt }) => oldestPlacedAt ?? null,
  clearDate: ({ clearDate }) => clearDate ?? null,
};

async function* nothing(): AsyncGenerator<never, void> {}
