import type { SubscriptionResolvers } from '../../generated/resolvers-types.ts';
import type { OrderRate } from '../order-rate-store.ts';
import { stretchSeconds } from '../metric-window.ts';

export const throughput: NonNullable<SubscriptionResolvers['throughput']> = {
  subscribe: async (_root, { campaign: name, every }, { campaigns, throughputWatch, facts }) => {
    const seconds = stretchSeconds(every);
    const campaign = await campaigns.find(name);
    return campaign ? throughputWatch.follow(campaign.id, seconds, facts.signal) : nothing();
  },
  resolve: (point: OrderRate) => point,
};

async function* nothing(): AsyncGenerator<never, void> {}
