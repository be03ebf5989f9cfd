import type {
  MutationResolvers,
  ReportDeliveryProblemPayloadResolvers,
} from '../../generated/resolvers-types.ts';
import { spokenLanguage } from '../../messages/spoken-language.ts';
import { cancelOrder as cancelOrderFor } from '../cancel-order.ts';
import { correctOrderAddress as correctOrderAddressFor } from '../correct-order-address.ts';
import { orderCaller } from '../order-caller.ts';
import { reportDeliveryProblem as reportDeliveryProblemFor } from '../report-delivery-problem.ts';

export const cancelOrder: MutationResolvers['cancelOrder'] = (
  _root,
  { input },
  { viewer, facts, orderLife },
) => cancelOrderFor(input, orderCaller(viewer, spokenLanguage(null, facts.languages)), orderLife);

export const correctOrderAddress: MutationResolvers['correctOrderAddress'] = (
  _root,
  { input },
  { viewer, facts, orderLife },
) => correctOrderAddressFor(input, orderCaller(viewer, spokenLanguage(null, facts.languages)), orderLife);

export const reportDeliveryProblem: MutationResolvers['reportDeliveryProblem'] = (
  _root,
  { input },
  { viewer, facts, orderLife },
) => reportDeliveryProblemFor(input, orderCaller(viewer, spokenLanguage(null, facts.languages)), orderLife);

export const ReportDeliveryProblemPayload: ReportDeliveryProblemPayloadResolvers = {
  replacement: ({ order }) => order ?? null,
};
