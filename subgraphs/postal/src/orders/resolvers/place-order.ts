import type {
  MutationResolvers,
  OrderReceiptResolvers,
  PlaceOrderPayloadResolvers,
} from '../../generated/resolvers-types.ts';
import { sayMessage } from '../../messages/messages.ts';
import { spokenLanguage } from '../../messages/spoken-language.ts';
import { formatOrderNumber } from '../order-number.ts';
import { placeOrder as placeOrderFor } from '../place-order.ts';

export const placeOrder: MutationResolvers['placeOrder'] = (_root, { input }, { facts, ordering }) =>
  placeOrderFor(input, facts.languages, ordering);

export const PlaceOrderPayload: PlaceOrderPayloadResolvers = {
  receipt: ({ order }) => order ?? null,
};

export const OrderReceipt: OrderReceiptResolvers = {
  number: ({ number }) => formatOrderNumber(number),
  lookupCode: ({ number, zip }) => `${formatOrderNumber(number).replaceAll('-', '')}.${zip}`,
  text: ({ number, zip }, { locale }, { facts }) =>
    sayMessage('receipt.PLACED', spokenLanguage(locale, facts.languages), {
      number: formatOrderNumber(number),
      zip,
    }),
};
