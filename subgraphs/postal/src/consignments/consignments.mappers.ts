import type { Page } from '@rotunda/platform/page-by-cursor';
import type { ConsignmentStateConflict } from '../stock/stock-problems.ts';
import type { Consignment, ConsignmentLine, HandlingUnit, ReceiptScan } from './consignment.ts';
import type { Discrepancy } from './discrepancy-rules.ts';

export type ConsignmentMapper = Consignment;
export type ConsignmentLineMapper = ConsignmentLine;
export type ConsignmentConnectionMapper = Page<Consignment>;
export interface HandlingUnitMapper extends HandlingUnit {
  readonly scan: ReceiptScan | undefined;
}
export type HandlingUnitConnectionMapper = Page<HandlingUnitMapper>;
export type DiscrepancyMapper = Discrepancy;
export type ConsignmentStateConflictMapper = ConsignmentStateConflict;
