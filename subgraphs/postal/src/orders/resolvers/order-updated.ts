import type { SubscriptionResolvers } from '../../generated/resolvers-types.ts';
import type { ReliefOrder } from '../order.ts';
import { trackOrder } from '../track-order.ts';

export const orderUpdated: NonNullable<SubscriptionResolvers['orderUpdated']> = {
  subscribe: async (_root, lookup, { orders, orderWatch, facts }) => {
    const order = await trackOrder(lookup, orders);
    return order ? orderWatch.follow(order, facts.signal) : noOrder();
  },
  resolve: (order: ReliefOrder | null) => order,
};

async function* noOrder(): AsyncGenerator<null, void> {
  yield null;
}
