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
import {
  ReplenishmentMove,
  ReplenishmentPlan,
  planReplenishment,
} from './replenishment/resolvers/replenishment.ts';
import { Parcel } from './shipments/resolvers/parcel.ts';
import {
  Manifest,
  ShipmentBatch,
  advanceShipmentBatch,
  createShipmentBatch,
  shipmentBatch,
  shipmentBatches,
} from './shipments/resolvers/shipment-batch.ts';
import { TrackingEvent, events, ingestTrackingEvents } from './tracking/resolvers/tracking.ts';
import { DistributionSite, distributionSites } from './sites/resolvers/distribution-site.ts';
import { Gtin, Sscc, TrackingNumber } from './stock/gs1-scalars.ts';
import { adjustStock, extendLot, recallLot } from './stock/resolvers/change-stock.ts';
import { LotRecall, StockLot, stockLot } from './stock/resolvers/stock-lot.ts';
import {
  StockConflict,
  StockLevel,
  StockMovement,
  stock,
  stockMovements,
} from './stock/resolvers/stock-level.ts';

/** Resolvers of sites, stock, consignments, shipments and tracking. */
export const networkQueries: QueryResolvers = {
  consignment,
  distributionSites,
  shipmentBatch,
  stockLot,
};

export const networkMutations: MutationResolvers = {
  adjustStock,
  advanceShipmentBatch,
  announceConsignment,
  createShipmentBatch,
  extendLot,
  ingestTrackingEvents,
  planReplenishment,
  recallLot,
  receiveConsignment,
  recordConsignmentStep,
};

export const networkTypes: Resolvers = {
  Consignment,
  ConsignmentLine,
  Discrepancy,
  DistributionSite: { ...DistributionSite, consignments, shipmentBatches, stock, stockMovements },
  Gtin,
  HandlingUnit,
  LotRecall,
  Manifest,
  Parcel: { ...Parcel, events },
  ReplenishmentMove,
  ReplenishmentPlan,
  ShipmentBatch,
  Sscc,
  TrackingEvent,
  TrackingNumber,
  StockConflict,
  StockLevel,
  StockLot,
  StockMovement,
};
