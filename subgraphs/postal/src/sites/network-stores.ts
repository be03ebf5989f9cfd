import type { SiteStore } from './site-store.ts';

/** What a request reads of the network of sites; each batches within the request. */
export interface NetworkStores {
  readonly sites: SiteStore;
}
