import type { QueryResolvers, ReliefOrderConnectionResolvers } from '../../generated/resolvers-types.ts';
import { findOrders } from '../find-orders.ts';

const countedAtMost = 10_000;

export const orders: QueryResolvers['orders'] = (_root, { filter, sort, ...page }, { orderLife }) =>
  findOrders(filter, sort, page, orderLife);

export const ReliefOrderConnection: ReliefOrderConnectionResolvers = {
  totalCount: async ({ search }, _arguments, { orderLife }) =>
    (await orderLife.search.count(search, countedAtMost)) ?? null,
};
