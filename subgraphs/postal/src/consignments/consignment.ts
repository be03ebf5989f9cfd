export type ConsignmentStatus =
  'ANNOUNCED' | 'DISPATCHED' | 'ARRIVED' | 'PARTIALLY_RECEIVED' | 'RECEIVED' | 'CLOSED_SHORT' | 'CANCELLED';

/** Kits on their way from one site to another. */
export interface Consignment {
  readonly id: bigint;
  readonly fromCode: string;
  readonly toCode: string;
  readonly status: ConsignmentStatus;
  readonly expectedAt: Date;
  readonly dispatchedAt: Date | null;
  readonly arrivedAt: Date | null;
  readonly closedAt: Date | null;
}

export interface ConsignmentLine {
  readonly lotId: number;
  readonly productId: string;
  readonly announced: number;
  readonly received: number;
  readonly damaged: number;
}

export interface HandlingUnit {
  readonly sscc: string;
  readonly kind: 'PALLET' | 'CASE';
  readonly parent: string | null;
  readonly lotId: number;
  readonly productId: string;
  readonly quantity: number;
}

/** A unit as it came in; a unit that nobody announced has no lot. */
export interface ReceiptScan {
  readonly sscc: string;
  /** Kits counted; null where nobody counted a unit that was not announced. */
  readonly quantity: number | null;
  readonly damaged: number;
  readonly lotId: number | null;
  readonly at: Date;
}

export interface ConsignmentStore {
  /** Consignments asked for in one tick share one query. */
  find(id: bigint): Promise<Consignment | undefined>;
  /** Consignments from and to a site, newest first, those before `beforeId` only. */
  listOfSite(siteCode: string, beforeId: bigint | undefined, limit: number): Promise<readonly Consignment[]>;
  listLines(id: bigint): Promise<readonly ConsignmentLine[]>;
  /** All units of a consignment, by SSCC; at most 5,000. */
  listUnits(id: bigint): Promise<readonly HandlingUnit[]>;
  listScans(id: bigint): Promise<readonly ReceiptScan[]>;
}

const idPrefix = 'consignment-';

/** The lasting id of a consignment in the graph. */
export function consignmentIdOf(id: bigint): string {
  return idPrefix + id;
}

/** The number in an id of the graph; undefined for anything else. */
export function parseConsignmentId(id: string): bigint | undefined {
  const [, digits] = /^consignment-(\d{1,18})$/.exec(id) ?? [];
  return digits === undefined ? undefined : BigInt(digits);
}
