import type { StockLot } from './stock-lot.ts';

/** A correction of what is on hand. */
export interface StockAdjustment {
  readonly siteCode: string;
  readonly lot: StockLot;
  /** Kits that are more, or fewer where negative. */
  readonly kits: number;
  readonly kind: 'COUNTED' | 'DAMAGED' | 'DESTROYED' | 'RETURNED';
  readonly reason: string;
}
