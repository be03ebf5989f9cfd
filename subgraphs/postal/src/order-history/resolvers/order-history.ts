import type {
  OrderEventResolvers,
  OrderNoteAddedResolvers,
  OrderStatusChangedResolvers,
  ReliefOrderResolvers,
} from '../../generated/resolvers-types.ts';
import { sayReason } from '../../messages/say-reason.ts';
import { spokenLanguage } from '../../messages/spoken-language.ts';
import { pageOrderHistory } from '../page-order-history.ts';

export const history: ReliefOrderResolvers['history'] = (order, page, { orderHistory }) =>
  pageOrderHistory(order, page, orderHistory);

export const OrderEvent: OrderEventResolvers = {
  __resolveType: ({ toStatus }) => (toStatus ? 'OrderStatusChanged' : 'OrderNoteAdded'),
};

const said = {
  id: ({ number, id }) => `order-event-${number}-${id}`,
  reason: ({ reason }, { locale }, { facts }) =>
    sayReason(reason, spokenLanguage(locale, facts.languages)) ?? null,
} satisfies OrderNoteAddedResolvers;

export const OrderStatusChanged: OrderStatusChangedResolvers = {
  ...said,
  from: ({ fromStatus }) => fromStatus,
  to: ({ toStatus }) => toStatus,
};

export const OrderNoteAdded: OrderNoteAddedResolvers = said;
