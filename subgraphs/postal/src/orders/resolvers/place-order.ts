import type { Standing } from '@rotunda/platform/standing';
import { measureAttempt } from '../../campaign-metrics/measure-attempt.ts';
import type {
  MutationResolvers,
  OrderReceiptResolvers,
  PlaceOrderPayloadResolvers,
} from '../../generated/resolvers-types.ts';
import { sayMessage } from '../../messages/messages.ts';
import { spokenLanguage } from '../../messages/spoken-language.ts';
import { formatOrderNumber } from '../order-number.ts';
import { placeOrder as placeOrderFor } from '../place-order.ts';

/** A quarter more than there is room for may ask, so that room which opens is found. */
const askingAtMost = 1.25;

const crowdedFor = (roomPerSecond: number): Standing => ({
  ms: 1_000,
  askPerSecond: askingAtMost * roomPerSecond,
  variesBy: ['locale'],
});

export const placeOrder: MutationResolvers['placeOrder'] = async (
  _root,
  { input },
  { facts, ordering, intakeMeter },
) => {
  const language = spokenLanguage(input.locale, facts.languages);
  const place = () => placeOrderFor(input, language, ordering);
  const placed = await measureAttempt(input, place, { ...ordering, intakeMeter });
  if (placed.roomPerSecond !== undefined) facts.standsFor?.(crowdedFor(placed.roomPerSecond));
  return { language, ...placed };
};

export const PlaceOrderPayload: PlaceOrderPayloadResolvers = {
  receipt: ({ order, language }) => (order ? { order, language } : null),
};

export const OrderReceipt: OrderReceiptResolvers = {
  number: ({ order }) => formatOrderNumber(order.number),
  lookupCode: ({ order: { number, zip } }) => `${formatOrderNumber(number).replaceAll('-', '')}.${zip}`,
  text: ({ order: { number, zip }, language }, { locale }) =>
    sayMessage('receipt.PLACED', locale ? spokenLanguage(locale) : language, {
      number: formatOrderNumber(number),
      zip,
    }),
};
