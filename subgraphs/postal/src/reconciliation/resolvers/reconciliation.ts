import { productsOf } from '../../campaigns/campaign-products.ts';
import type { CampaignMetricsResolvers } from '../../generated/resolvers-types.ts';
import { endOfDay } from '../end-of-day.ts';

export const reconciliation: CampaignMetricsResolvers['reconciliation'] = (
  campaign,
  { asOf },
  { reconcileKits },
) => reconcileKits([...productsOf(campaign)], asOf ? endOfDay(asOf) : undefined);
