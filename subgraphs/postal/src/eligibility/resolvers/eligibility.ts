import { countEligible } from '../../campaign-metrics/measure-attempt.ts';
import type {
  EligibilityReasonResolvers,
  QueryResolvers,
  RemedyResolvers,
} from '../../generated/resolvers-types.ts';
import { sayMessage } from '../../messages/messages.ts';
import { spokenLanguage } from '../../messages/spoken-language.ts';
import { eligibilityForHousehold } from '../eligibility-for-household.ts';

export const eligibility: QueryResolvers['eligibility'] = async (
  _root,
  request,
  { ordering, orders, intakeMeter },
) => {
  const answer = await eligibilityForHousehold(request, { ...ordering, countOrders: orders.countByRound });
  await countEligible(answer, request.campaign, { ...ordering, intakeMeter });
  return answer;
};

export const EligibilityReason: EligibilityReasonResolvers = {
  message: ({ code }, { locale }, { facts }) =>
    sayMessage(`eligibility.${code}`, spokenLanguage(locale, facts.languages)),
};

export const Remedy: RemedyResolvers = {
  action: (action) => action,
  label: (action, { locale }, { facts }) =>
    sayMessage(`remedy.${action}`, spokenLanguage(locale, facts.languages)),
};
