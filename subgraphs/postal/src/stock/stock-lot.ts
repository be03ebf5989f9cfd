/** Kits of one make and one date. Days are `YYYY-MM-DD`. */
export interface StockLot {
  readonly id: number;
  readonly productId: string;
  readonly number: string;
  readonly status: 'USABLE' | 'QUARANTINED' | 'EXPIRED' | 'RECALLED' | 'EXTENDED';
  readonly expiresOn: string;
  readonly originalExpiresOn: string;
}

/** That a lot was taken out of use everywhere. */
export interface LotRecall {
  readonly lotId: number;
  /** `recall-…`, as in the ledger. */
  readonly cause: string;
  readonly at: Date;
  readonly reason: string;
  /** Null where nobody counted. */
  readonly sentParcels: number | null;
}

/** How people name a lot: the product's GTIN and the number on the box. */
export interface LotName {
  readonly gtin: string;
  readonly number: string;
}

/** What a site has of a product, or of one lot of it, in kits. */
export interface StockLevel {
  readonly siteCode: string;
  readonly productId: string;
  /** Null for all lots together. */
  readonly lot: StockLot | null;
  readonly onHand: number;
  readonly allocated: number;
  readonly inTransit: number;
  readonly quarantined: number;
  readonly availableToPromise: number;
  /** Null where nothing was promised in the last week. */
  readonly daysOfCover: number | null;
}
