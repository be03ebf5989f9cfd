import type { CampaignMetricsResolvers, CampaignResolvers } from '../../generated/resolvers-types.ts';
import { readFunnel, readOrderRates, readRefusals } from '../read-metrics.ts';

export const metrics: CampaignResolvers['metrics'] = (campaign) => campaign;

export const CampaignMetrics: CampaignMetricsResolvers = {
  ordersPerMinute: async ({ id }, { from, to, bucket, by }, { metrics: stores }) => [
    ...(await readOrderRates({ campaignId: id, from, to, bucket, by: by ?? 'ALL' }, stores)),
  ],
  funnel: ({ id }, span, { metrics: stores }) => readFunnel(id, span, stores),
  refusals: async ({ id }, asked, { metrics: stores }) => [...(await readRefusals(id, asked, stores))],
};
