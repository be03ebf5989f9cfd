/** What a movement changes of a site's stock of one lot, in kits; parts that stay are left out. */
export interface StockChange {
  readonly onHand?: number;
  readonly allocated?: number;
  readonly inTransit?: number;
  readonly quarantined?: number;
}

export type StockMovementType =
  | 'RECEIPT'
  | 'ALLOCATION'
  | 'RELEASE'
  | 'SHIPMENT'
  | 'DISPATCH'
  | 'TRANSFER_OUT'
  | 'TRANSFER_IN'
  | 'SHORTAGE'
  | 'ADJUSTMENT'
  | 'QUARANTINE'
  | 'EXPIRY'
  | 'RETURN';

/** One line of the ledger before it is written. */
export interface StockMovement extends StockChange {
  readonly type: StockMovementType;
  readonly siteCode: string;
  readonly lotId: number;
  /** Id of what made it, e.g. `consignment-17`. */
  readonly cause: string;
  readonly note?: string | undefined;
}
