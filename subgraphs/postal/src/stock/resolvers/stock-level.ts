import { pageByCursor } from '@rotunda/platform/page-by-cursor';
import type {
  DistributionSiteResolvers,
  StockConflictResolvers,
  StockLevelResolvers,
  StockMovementResolvers,
} from '../../generated/resolvers-types.ts';
import { siteIdOf } from '../../sites/site.ts';
import { levelsByLot, levelsByProduct } from '../stock-level.ts';

export const stock: DistributionSiteResolvers['stock'] = async (
  { code },
  { product, byLot },
  { network },
) => {
  const lots = await network.levels.listLots(code);
  const wanted = product == null ? lots : lots.filter(({ productId }) => productId === product);
  return [...(byLot ? levelsByLot(wanted) : levelsByProduct(wanted))];
};

export const stockMovements: DistributionSiteResolvers['stockMovements'] = ({ code }, page, { network }) =>
  pageByCursor(
    page,
    { maximum: 200, usual: 50 },
    (after, limit) => network.levels.listMovements(code, after?.[0] ? BigInt(after[0]) : undefined, limit),
    ({ id }) => [String(id)],
  );

export const StockLevel: StockLevelResolvers = {
  id: ({ siteCode, productId, lot }) => `stock-${siteCode}-${productId}${lot ? `-${lot.id}` : ''}`,
  site: ({ siteCode }, _arguments, { network }) => network.sites.get(siteCode),
  product: ({ productId }, _arguments, { network }) => network.products.get(productId),
  stockOnHand: ({ onHand }) => onHand,
  stockAllocated: ({ allocated }) => allocated,
  stockInTransit: ({ inTransit }) => inTransit,
  stockQuarantined: ({ quarantined }) => quarantined,
};

export const StockMovement: StockMovementResolvers = {
  id: ({ id }) => `movement-${id}`,
  site: ({ siteCode }, _arguments, { network }) => network.sites.get(siteCode),
};

export const StockConflict: StockConflictResolvers = { site: ({ siteCode }) => siteIdOf(siteCode) };
