import type {
  DecisionResolvers,
  MutationResolvers,
  QueryResolvers,
} from '../../generated/resolvers-types.ts';
import { findAlert } from '../../alerts/find-alert.ts';
import { recordDecision as record } from '../record-decision.ts';

export const decision: DecisionResolvers = {
  __resolveReference: async ({ id }, { decisions, unitId }) => {
    const found = await decisions.find(id);
    return found?.unitId === unitId ? (found ?? null) : null;
  },
  unit: ({ unitId }, _arguments, { live }) => live.units.get(unitId),
  alert: async ({ alertId }, _arguments, request) =>
    alertId === undefined ? null : ((await findAlert(alertId, request)) ?? null),
};

export const decisionsOfUnit: NonNullable<QueryResolvers['decisions']> = async (
  _root,
  { alertId, from, to },
  { decisions, unitId },
) => {
  if (unitId === undefined) return [];
  const question = { alertId: alertId ?? undefined, from: from ?? undefined, to: to ?? undefined };
  return [...(await decisions.ofUnit(unitId, question))];
};

export const recordDecision: NonNullable<MutationResolvers['recordDecision']> = (_root, { input }, request) =>
  record(input, request);
