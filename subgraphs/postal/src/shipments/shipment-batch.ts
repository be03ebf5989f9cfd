export type BatchStatus = 'OPEN' | 'PICKING' | 'LABELLED' | 'MANIFESTED' | 'TENDERED' | 'FAILED';
export type BatchStep = 'MANIFESTED' | 'TENDERED';

/** Parcels that are packed and handed over together. */
export interface ShipmentBatch {
  readonly id: bigint;
  readonly siteCode: string;
  readonly status: BatchStatus;
  readonly createdAt: Date;
  readonly acceptedAt: Date | null;
  readonly mailingDate: Date;
  readonly entryZip: string;
  /** The three are null before the manifest is made. */
  readonly electronicFileNumber: string | null;
  readonly checksum: string | null;
  readonly manifestCount: number | null;
}

const idPrefix = 'batch-';

/** The lasting id of a batch in the graph. */
export function batchIdOf(id: bigint): string {
  return idPrefix + id;
}

/** The number in an id of the graph; undefined for anything else. */
export function parseBatchId(id: string): bigint | undefined {
  const [, digits] = /^batch-(\d{1,18})$/.exec(id) ?? [];
  return digits === undefined ? undefined : BigInt(digits);
}
