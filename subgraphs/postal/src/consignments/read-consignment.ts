import { type Page, type PageArguments, pageByCursor } from '@rotunda/platform/page-by-cursor';
import type { Consignment, ConsignmentStore, HandlingUnit, ReceiptScan } from './consignment.ts';
import { type Discrepancy, findDiscrepancies } from './discrepancy-rules.ts';
import { isOpen, leavesOf } from './receipt-rules.ts';

type Reads = Pick<ConsignmentStore, 'listUnits' | 'listScans'>;

/** Where what came of a consignment differs from what was announced. */
export async function discrepanciesOf(
  consignment: Consignment,
  reads: Reads,
): Promise<readonly Discrepancy[]> {
  const [units, scans] = await Promise.all([
    reads.listUnits(consignment.id),
    reads.listScans(consignment.id),
  ]);
  const isClosed = !isOpen(consignment) && consignment.status !== 'CANCELLED';
  return findDiscrepancies(leavesOf(units), scans, isClosed);
}

/** A page of a consignment's units, each with its scan, in the order of their numbers; at most 200 a page. */
export async function pageUnits(
  { id }: Consignment,
  page: PageArguments,
  reads: Reads,
): Promise<Page<HandlingUnit & { readonly scan: ReceiptScan | undefined }>> {
  const [units, scans] = await Promise.all([reads.listUnits(id), reads.listScans(id)]);
  const scanBySscc = new Map(scans.map((scan) => [scan.sscc, scan]));
  return pageByCursor(
    page,
    { maximum: 200, usual: 50 },
    async (after, limit) =>
      units
        .filter(({ sscc }) => sscc > (after?.[0] ?? ''))
        .slice(0, limit)
        .map((unit) => ({ ...unit, scan: scanBySscc.get(unit.sscc) })),
    ({ sscc }) => [sscc],
  );
}
