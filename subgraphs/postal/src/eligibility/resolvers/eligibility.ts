import type {
  EligibilityReasonResolvers,
  QueryResolvers,
  RemedyResolvers,
} from '../../generated/resolvers-types.ts';
import { sayMessage } from '../../messages/messages.ts';
import { spokenLanguage } from '../../messages/spoken-language.ts';
import { eligibilityForHousehold } from '../eligibility-for-household.ts';

export const eligibility: QueryResolvers['eligibility'] = (_root, request, { ordering, orders }) =>
  eligibilityForHousehold(request, { ...ordering, countOrders: orders.countByRound });

export const EligibilityReason: EligibilityReasonResolvers = {
  message: ({ code }, { locale }, { facts }) =>
    sayMessage(`eligibility.${code}`, spokenLanguage(locale, facts.languages)),
};

export const Remedy: RemedyResolvers = {
  action: (action) => action,
  label: (action, { locale }, { facts }) =>
    sayMessage(`remedy.${action}`, spokenLanguage(locale, facts.languages)),
};
