import type {
  BulkOrderResultResolvers,
  BulkPlaceOrdersPayloadResolvers,
  MutationResolvers,
} from '../../generated/resolvers-types.ts';
import { spokenLanguage } from '../../messages/spoken-language.ts';
import { placeBulkOrders } from '../place-bulk-orders.ts';

export const bulkPlaceOrders: MutationResolvers['bulkPlaceOrders'] = (
  _root,
  { input },
  { viewer, facts, orderLife },
) =>
  placeBulkOrders(
    { ...input, errorPolicy: input.errorPolicy ?? 'REJECT_FAILED_ROWS' },
    { subject: viewer.subject, language: spokenLanguage(null, facts.languages) },
    orderLife,
  );

export const BulkPlaceOrdersPayload: BulkPlaceOrdersPayloadResolvers = {
  count: ({ answers }) => answers.filter(({ number }) => number !== undefined).length,
  results: ({ answers, list }) =>
    answers.map(({ number, problems }, index) => ({
      index,
      externalReference: list.rows[index]?.externalReference ?? '',
      number,
      userErrors: problems,
    })),
};

export const BulkOrderResult: BulkOrderResultResolvers = {
  order: async ({ number }, _arguments, { orders }) =>
    (number === undefined ? undefined : await orders.find(number)) ?? null,
};
