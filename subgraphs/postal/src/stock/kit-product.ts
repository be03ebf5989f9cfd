import type { CampaignRound } from '../campaigns/campaign.ts';

export type KitProduct = CampaignRound['product'];

export interface ProductStore {
  /** A product that something refers to; a missing one is a fault. Products asked for in one tick share one query. */
  get(id: string): Promise<KitProduct>;
  findByGtin(gtin: string): Promise<KitProduct | undefined>;
}
