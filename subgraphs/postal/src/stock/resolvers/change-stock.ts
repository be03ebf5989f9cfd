import type { MutationResolvers } from '../../generated/resolvers-types.ts';
import { spokenLanguage } from '../../messages/spoken-language.ts';
import { adjustStock as adjust, extendLot as extend, recallLot as recall } from '../change-stock.ts';
import { levelsByLot } from '../stock-level.ts';
import { sayOutcome } from '../stock-problems.ts';

export const recallLot: MutationResolvers['recallLot'] = async (_root, { input }, { facts, network }) => {
  const { outcome } = await recall(input, network);
  const { answer, ...said } = sayOutcome(outcome, spokenLanguage(null, facts.languages));
  const { quarantined = 0, releasedOrders = 0, sentParcels = 0 } = answer ?? {};
  return {
    ...said,
    quarantined,
    releasedOrders,
    sentParcels,
    lot: (answer !== undefined && (await network.levels.findLotNamed(input.lot))) || null,
  };
};

export const extendLot: MutationResolvers['extendLot'] = async (_root, { input }, { facts, network }) => {
  const { outcome } = await extend(input, network);
  const { answer, ...said } = sayOutcome(outcome, spokenLanguage(null, facts.languages));
  return {
    ...said,
    lot: (answer !== undefined && (await network.levels.findLotNamed(input.lot))) || null,
  };
};

export const adjustStock: MutationResolvers['adjustStock'] = async (_root, { input }, { facts, network }) => {
  const { lot, outcome } = await adjust(input, network);
  const { answer, ...said } = sayOutcome(outcome, spokenLanguage(null, facts.languages));
  const level = answer !== undefined && lot ? await network.levels.findLevel(answer, lot.id) : undefined;
  return { ...said, level: level ? (levelsByLot([level])[0] ?? null) : null };
};
