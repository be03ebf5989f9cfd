import type {
  MutationResolvers,
  ShareableResolvers,
  ShareResolvers,
} from '../../generated/resolvers-types.ts';
import { acknowledgeShare as acknowledge } from '../acknowledge-share.ts';
import { sendPlan } from '../send-plan.ts';
import { mayKnowOfShare } from '../share.ts';

export const share: ShareResolvers = {
  __resolveReference: async ({ id }, { shares, plans, unitId }) => {
    const found = await shares.find(id);
    const plan = found && (await plans.find(found.planId));
    return plan && mayKnowOfShare(unitId, found, plan.originatorId) ? found : null;
  },
  subject: async ({ planId }, _arguments, { plans }) => {
    const plan = await plans.find(planId);
    if (!plan) throw new Error('A share points at a plan that is not there.');
    return { ...plan, __typename: 'FlightPlan' };
  },
  from: ({ fromId }, _arguments, { live }) => live.units.get(fromId),
  to: ({ toId }, _arguments, { live }) => live.units.get(toId),
  state: ({ acknowledgedAt }) => (acknowledgedAt ? 'ACKNOWLEDGED' : 'DELIVERED'),
};

export const shareable: ShareableResolvers = { __resolveType: () => 'FlightPlan' };

export const shareRecord: NonNullable<MutationResolvers['share']> = (_root, { input }, request) =>
  sendPlan(input, request);

export const acknowledgeShare: NonNullable<MutationResolvers['acknowledgeShare']> = async (
  _root,
  { input },
  { unitId, shares, live },
) => {
  const { share, refusal } = await acknowledge(unitId, input, { shares, clock: live.clock });
  return { share: share ?? null, userErrors: refusal ? [refusal] : [] };
};
