import type {
  MutationResolvers,
  ReplenishmentMoveResolvers,
  ReplenishmentPlanResolvers,
} from '../../generated/resolvers-types.ts';
import { spokenLanguage } from '../../messages/spoken-language.ts';
import { sayOutcome } from '../../stock/stock-problems.ts';
import { planReplenishment as plan } from '../plan-replenishment.ts';

export const planReplenishment: MutationResolvers['planReplenishment'] = async (
  _root,
  { input },
  { facts, network, campaigns },
) => {
  const { answer, ...said } = sayOutcome(
    await plan(input, { ...network, campaigns }),
    spokenLanguage(null, facts.languages),
  );
  if (!answer) return { ...said, plan: null, consignments: null };
  const found = await Promise.all(answer.consignments.map((id) => network.consignments.find(BigInt(id))));
  return {
    ...said,
    plan: (await network.replenishment.findPlan(BigInt(answer.plan))) ?? null,
    consignments: input.commit ? found.filter((consignment) => consignment !== undefined) : null,
  };
};

export const ReplenishmentPlan: ReplenishmentPlanResolvers = {
  id: ({ id }) => `plan-${id}`,
  moves: ({ moves }) => [...moves],
  explanation: ({ explanation }) => [...explanation],
};

export const ReplenishmentMove: ReplenishmentMoveResolvers = {
  from: ({ fromCode }, _arguments, { network }) => network.sites.get(fromCode),
  to: ({ toCode }, _arguments, { network }) => network.sites.get(toCode),
  product: ({ productId }, _arguments, { network }) => network.products.get(productId),
};
