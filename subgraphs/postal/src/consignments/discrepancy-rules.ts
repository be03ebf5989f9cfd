import type { HandlingUnit, ReceiptScan } from './consignment.ts';

export type DiscrepancyKind = 'MISSING' | 'COUNTED_OTHERWISE' | 'DAMAGED' | 'NOT_ANNOUNCED';

/** A difference between what was announced and what came in. */
export interface Discrepancy {
  readonly sscc: string;
  /** Null for a unit that nobody announced. */
  readonly productId: string | null;
  /** Kits more, or fewer where negative. */
  readonly delta: number;
  readonly kind: DiscrepancyKind;
}

/** Every difference, by unit. Units that were not scanned are missing only once the consignment is closed. */
export function findDiscrepancies(
  leaves: readonly HandlingUnit[],
  scans: readonly ReceiptScan[],
  isClosed: boolean,
): readonly Discrepancy[] {
  const scanBySscc = new Map(scans.map((scan) => [scan.sscc, scan]));
  const known = new Set(leaves.map(({ sscc }) => sscc));
  const announced = leaves.flatMap((unit) => differencesOf(unit, scanBySscc.get(unit.sscc), isClosed));
  const unknown = scans
    .filter(({ sscc }) => !known.has(sscc))
    .map(({ sscc, quantity }) => ({
      sscc,
      productId: null,
      delta: quantity ?? 0,
      kind: 'NOT_ANNOUNCED' as const,
    }));
  return [...announced, ...unknown];
}

function differencesOf(
  { sscc, productId, quantity }: HandlingUnit,
  scan: ReceiptScan | undefined,
  isClosed: boolean,
): readonly Discrepancy[] {
  if (!scan) return isClosed ? [{ sscc, productId, delta: -quantity, kind: 'MISSING' }] : [];
  const differences: Discrepancy[] = [
    { sscc, productId, delta: (scan.quantity ?? quantity) - quantity, kind: 'COUNTED_OTHERWISE' },
    { sscc, productId, delta: -scan.damaged, kind: 'DAMAGED' },
  ];
  return differences.filter(({ delta }) => delta !== 0);
}
