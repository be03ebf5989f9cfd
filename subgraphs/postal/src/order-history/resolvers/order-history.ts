import type {
  OrderAllocatedResolvers,
  OrderEventResolvers,
  OrderNoteAddedResolvers,
  OrderStatusChangedResolvers,
  ReliefOrderResolvers,
} from '../../generated/resolvers-types.ts';
import { sayMessage } from '../../messages/messages.ts';
import { sayReason } from '../../messages/say-reason.ts';
import { spokenLanguage } from '../../messages/spoken-language.ts';
import { pageOrderHistory } from '../page-order-history.ts';

export const history: ReliefOrderResolvers['history'] = (order, page, { orderHistory }) =>
  pageOrderHistory(order, page, orderHistory);

export const OrderEvent: OrderEventResolvers = {
  __resolveType: ({ toStatus, siteCode }) =>
    siteCode ? 'OrderAllocated' : toStatus ? 'OrderStatusChanged' : 'OrderNoteAdded',
};

const eventIdOf = ({ number, id }: { readonly number: number; readonly id: bigint }) =>
  `order-event-${number}-${id}`;

export const OrderAllocated: OrderAllocatedResolvers = {
  id: eventIdOf,
  from: ({ fromStatus }) => fromStatus,
  site: ({ siteCode }, _arguments, { network }) => network.sites.get(siteCode),
  lots: ({ lotIds }, _arguments, { network }) =>
    Promise.all([...new Set(lotIds)].map((id) => network.levels.getLot(id))),
  text: async ({ siteCode }, { locale }, { facts, network }) => {
    const { name } = await network.sites.get(siteCode);
    return sayMessage('event.ORDER_ALLOCATED', spokenLanguage(locale, facts.languages), { site: name });
  },
};

const said = {
  id: eventIdOf,
  reason: ({ reason }, { locale }, { facts }) =>
    sayReason(reason, spokenLanguage(locale, facts.languages)) ?? null,
} satisfies OrderNoteAddedResolvers;

export const OrderStatusChanged: OrderStatusChangedResolvers = {
  ...said,
  from: ({ fromStatus }) => fromStatus,
  to: ({ toStatus }) => toStatus,
};

export const OrderNoteAdded: OrderNoteAddedResolvers = said;
