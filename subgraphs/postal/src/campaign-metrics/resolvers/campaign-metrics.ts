import type { CampaignMetricsResolvers, CampaignResolvers } from '../../generated/resolvers-types.ts';
import { readFunnel, readOrderRates, readRefusals } from '../read-metrics.ts';

export const metrics: CampaignResolvers['metrics'] = (campaign) => campaign;

export const CampaignMetrics: CampaignMetricsResolvers = {
  ordersPerMinute: async ({ id }, { by, ...window }, { metrics: stores, backlog }) => {
    const centres = by === 'FACILITY' ? (await backlog.current()).siteOfZip3 : undefined;
    const rates = await readOrderRates(
      { campaignId: id, ...window, by: by ?? 'ALL', groups: centres },
      stores,
    );
    return [...rates];
  },
  funnel: ({ id }, span, { metrics: stores }) => readFunnel(id, span, stores),
  refusals: async ({ id }, asked, { metrics: stores }) => [...(await readRefusals(id, asked, stores))],
};
