import type { ChangeConsignmentNeeds } from '../consignments/change-consignment.ts';
import type { ConsignmentStore } from '../consignments/consignment.ts';
import type { ReplenishmentStore } from '../replenishment/replenishment-plan.ts';
import type { ChangeBatchNeeds } from '../shipments/change-batch.ts';
import type { ParcelStore } from '../shipments/parcel.ts';
import type { IngestNeeds } from '../tracking/ingest-tracking.ts';
import type { ChangeStockNeeds } from '../stock/change-stock.ts';
import type { ProductStore } from '../stock/kit-product.ts';
import type { StockLevelStore } from '../stock/stock-reads.ts';
import type { SiteStore } from './site.ts';

/** What a request reads of the network of sites, each store batching within the request, and what it may change. */
export interface NetworkStores
  extends ChangeStockNeeds, ChangeConsignmentNeeds, ChangeBatchNeeds, IngestNeeds {
  readonly sites: SiteStore;
  readonly products: ProductStore;
  readonly levels: StockLevelStore;
  readonly consignments: ConsignmentStore;
  readonly parcels: ParcelStore;
  readonly replenishment: ReplenishmentStore;
}
