import type { MutationResolvers } from '../../generated/resolvers-types.ts';
import type { PostalRequest } from '../../request.ts';
import { spokenLanguage } from '../../messages/spoken-language.ts';
import { type StockFault, sayOutcome } from '../../stock/stock-problems.ts';
import type { AnswerOnce } from '../../answered-requests/answer-once.ts';
import {
  announceConsignment as announce,
  receiveConsignment as receive,
  recordConsignmentStep as recordStep,
} from '../change-consignment.ts';

export const announceConsignment: MutationResolvers['announceConsignment'] = async (
  _root,
  { input },
  request,
) => payloadOf(await announce(input, request.network), request);

export const recordConsignmentStep: MutationResolvers['recordConsignmentStep'] = async (
  _root,
  { input },
  request,
) => payloadOf(await recordStep(input, request.network), request);

export const receiveConsignment: MutationResolvers['receiveConsignment'] = async (
  _root,
  { input },
  request,
) => payloadOf(await receive(input, request.network), request);

async function payloadOf(outcome: AnswerOnce<string, StockFault>, { facts, network }: PostalRequest) {
  const { answer, ...said } = sayOutcome(outcome, spokenLanguage(null, facts.languages));
  const consignment = answer === undefined ? undefined : await network.consignments.find(BigInt(answer));
  return { ...said, consignment: consignment ?? null };
}
