import type { Campaign } from '../campaigns/campaign.ts';
import type { OrderRate } from './order-rate-store.ts';
import type { IntakeFunnel } from './read-metrics.ts';
import type { RefusalCount } from './withhold-refusals-rules.ts';

export type CampaignMetricsMapper = Campaign;
export type MetricPointMapper = OrderRate;
export type IntakeFunnelMapper = IntakeFunnel;
export type RefusalCountMapper = RefusalCount;
