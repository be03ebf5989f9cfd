import type { RequestFacts } from '@rotunda/platform/request-facts';
import type { Viewer } from '@rotunda/platform/viewer';
import type { AddressChecker } from './addresses/address-check.ts';
import type { CampaignFigures } from './campaign-metrics/create-campaign-figures.ts';
import type { CampaignDirectory } from './campaigns/campaign-directory.ts';
import type { OrderLife } from './create-order-life.ts';
import type { OrderHistoryStore } from './order-history/order-history-store.ts';
import type { PlaceOrderNeeds } from './orders/place-order.ts';
import type { NetworkStores } from './sites/network-stores.ts';
import type { OrderStore } from './orders/order-store.ts';
import type { OrderWatch } from './orders/order-watch.ts';
import type { CoverageStore } from './public-coverage/coverage-store.ts';
import type { WebhookNeeds } from './webhooks/manage-webhooks.ts';

/** What a resolver of this wing gets. Stores live for one request: they batch within it and remember nothing after it. */
export interface PostalRequest extends CampaignFigures {
  readonly viewer: Viewer;
  readonly facts: RequestFacts;
  readonly campaigns: CampaignDirectory;
  readonly addresses: AddressChecker;
  readonly orders: OrderStore;
  readonly orderHistory: OrderHistoryStore;
  readonly coverage: CoverageStore;
  readonly network: NetworkStores;
  /** What managing webhooks needs; it outlives the request. */
  readonly listening: WebhookNeeds;
  /** Outlives the request, because all who follow an order share its questions. */
  readonly orderWatch: OrderWatch;
  /** What placing an order needs; it outlives the request, because requests share their statements. */
  readonly ordering: PlaceOrderNeeds;
  /** What becomes of an order after it was placed. */
  readonly orderLife: OrderLife;
}
