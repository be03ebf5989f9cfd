/** Kits as the ledger of stock has them, up to one moment. */
export interface LedgerTotals {
  readonly onHand: number;
  /** Between sites of the network; what a manufacturer has sent counts once it is received. */
  readonly inTransit: number;
  /** Taken off the books: damaged, counted away, lost between sites; less what was found. */
  readonly writtenOff: number;
  /** Came back from the carrier. */
  readonly returned: number;
}

export interface Reconciliation {
  readonly received: number;
  readonly shipped: number;
  readonly onHand: number;
  readonly inTransit: number;
  readonly writtenOff: number;
  readonly unexplained: number;
}

/**
 * Whether every kit that came in is accounted for. What came in is what scanners at the docks counted, what left is what the carrier has parcels
 * for, the rest is what the ledger says: three records that are written apart, so a kit missing from one of them shows.
 */
export function reconcile(
  scannedIn: number,
  parcelsShipped: number,
  { onHand, inTransit, writtenOff, returned }: LedgerTotals,
): Reconciliation {
  const shipped = parcelsShipped - returned;
  const unexplained = scannedIn - shipped - onHand - inTransit - writtenOff;
  return { received: scannedIn, shipped, onHand, inTransit, writtenOff, unexplained };
}
