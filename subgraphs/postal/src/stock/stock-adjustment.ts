import type { StockLot } from './stock-lot.ts';

/** A correction of what is on hand. */
export interface StockAdjustment {
  readonly siteCode: string;
  readonly lot: StockLot;
  /** Kits that are more, or fewer where negative; of CLEARED ones, those that may be sent again. */
  readonly kits: number;
  readonly kind: 'COUNTED' | 'DAMAGED' | 'DESTROYED' | 'RETURNED' | 'CLEARED';
  readonly reason: string;
}
