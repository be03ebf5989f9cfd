import { pageByCursor } from '@rotunda/platform/page-by-cursor';
import type {
  LotRecallResolvers,
  QueryResolvers,
  StockLotResolvers,
} from '../../generated/resolvers-types.ts';

export const stockLot: QueryResolvers['stockLot'] = async (_root, { lot }, { network }) =>
  (await network.levels.findLotNamed(lot)) ?? null;

export const StockLot: StockLotResolvers = {
  recalls: async ({ id }, _arguments, { network }) => [...(await network.levels.listRecalls(id))],
  sentParcels: ({ id }, page, { network }) =>
    pageByCursor(
      page,
      { maximum: 500, usual: 50 },
      (after, limit) => network.parcels.listOfLot(id, after?.[0] ?? '', limit),
      ({ trackingNumber }) => [trackingNumber],
    ),
};

export const LotRecall: LotRecallResolvers = { id: ({ cause }) => cause };
