import {
  announceConsignment,
  receiveConsignment,
  recordConsignmentStep,
} from './consignments/resolvers/change-consignment.ts';
import {
  Consignment,
  ConsignmentLine,
  Discrepancy,
  HandlingUnit,
  consignment,
  consignments,
} from './consignments/resolvers/consignment.ts';
import type { MutationResolvers, QueryResolvers, Resolvers } from './generated/resolvers-types.ts';
import { DistributionSite, distributionSites } from './sites/resolvers/distribution-site.ts';
import { Gtin, Sscc } from './stock/gs1-scalars.ts';
import { adjustStock, extendLot, recallLot } from './stock/resolvers/change-stock.ts';
import {
  StockConflict,
  StockLevel,
  StockMovement,
  stock,
  stockMovements,
} from './stock/resolvers/stock-level.ts';

/** Resolvers of sites, stock, consignments, shipments and tracking. */
export const networkQueries: QueryResolvers = { consignment, distributionSites };

export const networkMutations: MutationResolvers = {
  adjustStock,
  announceConsignment,
  extendLot,
  recallLot,
  receiveConsignment,
  recordConsignmentStep,
};

export const networkTypes: Resolvers = {
  Consignment,
  ConsignmentLine,
  Discrepancy,
  DistributionSite: { ...DistributionSite, consignments, stock, stockMovements },
  Gtin,
  HandlingUnit,
  Sscc,
  StockConflict,
  StockLevel,
  StockMovement,
};
