import { estimateOrder } from '../../backlog/estimate-order.ts';
import type { QueryResolvers, ReliefOrderResolvers } from '../../generated/resolvers-types.ts';
import { sayMessage } from '../../messages/messages.ts';
import { spokenLanguage } from '../../messages/spoken-language.ts';
import { findReferencedOrder, orderIdOf } from '../order-reference.ts';
import { formatOrderNumber } from '../order-number.ts';
import { isBeforeLabel, nextStates } from '../order-state-rules.ts';
import { shipToOf } from '../ship-to.ts';
import { trackOrder as trackOrderFor } from '../track-order.ts';

export const trackOrder: QueryResolvers['trackOrder'] = async (_root, lookup, { orders }) =>
  (await trackOrderFor(lookup, orders)) ?? null;

export const ReliefOrder: ReliefOrderResolvers = {
  __resolveReference: async (reference, { orders }) => (await findReferencedOrder(reference, orders)) ?? null,
  id: ({ number }) => orderIdOf(number),
  number: ({ number }) => formatOrderNumber(number),
  campaign: async ({ roundId }, _arguments, { campaigns }) => (await campaigns.getRound(roundId)).campaign,
  round: async ({ roundId }, _arguments, { campaigns }) => (await campaigns.getRound(roundId)).round,
  statusText: ({ status }, { locale }, { facts }) =>
    sayMessage(`status.${status}`, spokenLanguage(locale, facts.languages)),
  shipTo: (order) => shipToOf(order),
  estimate: async (order, _arguments, { campaigns, backlog }) =>
    (await estimateOrder(order, (await campaigns.getRound(order.roundId)).round, backlog)) ?? null,
  cancellable: ({ status }) => isBeforeLabel(status),
  nextStates: ({ status }) => [...nextStates(status)],
  replacement: async ({ number, status }, _arguments, { orders }) =>
    (status === 'REPLACED' ? await orders.findReplacement(number) : undefined) ?? null,
};
