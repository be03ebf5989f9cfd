import type { StockMovement } from '../stock/stock-movement.ts';
import type { StockLot } from '../stock/stock-lot.ts';
import type { Consignment, HandlingUnit, ReceiptScan } from './consignment.ts';

/** All that a receipt is decided by. */
export interface ConsignmentState extends Pick<Consignment, 'fromCode' | 'toCode' | 'status'> {
  /** Id in the graph: the cause of its movements. */
  readonly cause: string;
  /** True where the sender is a manufacturer, whose stock is not in the ledger. */
  readonly isFromOutside: boolean;
  readonly lines: readonly {
    readonly lotId: number;
    readonly announced: number;
    readonly lotStatus: StockLot['status'];
  }[];
  readonly units: readonly Pick<HandlingUnit, 'sscc' | 'parent' | 'lotId' | 'quantity'>[];
  readonly scans: readonly ReceiptScan[];
}

/** A scan as the caller sends it. */
export interface ReportedScan {
  readonly sscc: string;
  readonly quantity: number | undefined;
  readonly damaged: number;
  readonly at: Date;
}

export interface Receipt {
  readonly scans: readonly ReceiptScan[];
  readonly movements: readonly StockMovement[];
  readonly status: 'PARTIALLY_RECEIVED' | 'RECEIVED' | 'CLOSED_SHORT';
}

export interface ScanFault {
  readonly index: number;
  readonly fault: 'PARENT_COUNTED' | 'MORE_DAMAGED_THAN_COUNTED';
}

/** Whether kits of the consignment may still come in. */
export function isOpen({ status }: Pick<Consignment, 'status'>): boolean {
  return ['ANNOUNCED', 'DISPATCHED', 'ARRIVED', 'PARTIALLY_RECEIVED'].includes(status);
}

/** The units that hold kits themselves, not in other units. */
export function leavesOf<Unit extends Pick<HandlingUnit, 'sscc' | 'parent'>>(
  units: readonly Unit[],
): readonly Unit[] {
  const parents = new Set(units.map(({ parent }) => parent));
  return units.filter(({ sscc }) => !parents.has(sscc));
}

/**
 * What new scans add to an open consignment that has left its sender. A unit that was scanned before, in this report or an earlier one, adds
 * nothing. A pallet brings all its cases that were not scanned by themselves; it cannot be counted as one. `final` closes: RECEIVED where
 * as much came as was announced, or more, of every lot.
 */
export function decideReceipt(
  state: ConsignmentState,
  reported: readonly ReportedScan[],
  final: boolean,
): Receipt | ScanFault {
  const scans = readScans(state, reported);
  if ('fault' in scans) return scans;
  const received = state.lines.map((line) => receiptOf(line, state, scans));
  const isShort = received.some(({ open }) => open > 0);
  return {
    scans,
    movements: received.flatMap(({ movements, shortage }) =>
      final ? [...movements, ...shortage] : movements,
    ),
    status: final ? (isShort ? 'CLOSED_SHORT' : 'RECEIVED') : 'PARTIALLY_RECEIVED',
  };
}

function readScans(
  state: ConsignmentState,
  reported: readonly ReportedScan[],
): readonly ReceiptScan[] | ScanFault {
  const unitBySscc = new Map(state.units.map((unit) => [unit.sscc, unit]));
  const seen = new Set(state.scans.map(({ sscc }) => sscc));
  const fresh: ReceiptScan[] = [];
  for (const [index, scan] of reported.entries()) {
    const leaves = leavesUnder(scan.sscc, state.units);
    if (leaves.length && (scan.quantity !== undefined || scan.damaged > 0))
      return { index, fault: 'PARENT_COUNTED' };
    const unit = unitBySscc.get(scan.sscc);
    const counted = scan.quantity ?? unit?.quantity;
    if (counted !== undefined && scan.damaged > counted) return { index, fault: 'MORE_DAMAGED_THAN_COUNTED' };
    const own = { ...scan, quantity: counted ?? null, lotId: unit?.lotId ?? null };
    const scanned = leaves.length
      ? leaves.map(({ sscc, quantity, lotId }) => ({ sscc, quantity, lotId, damaged: 0, at: scan.at }))
      : [own];
    for (const each of scanned) {
      if (seen.has(each.sscc)) continue;
      seen.add(each.sscc);
      fresh.push(each);
    }
  }
  return fresh;
}

function leavesUnder(sscc: string, units: ConsignmentState['units']): ConsignmentState['units'] {
  return units
    .filter(({ parent }) => parent === sscc)
    .flatMap((unit) => {
      const inside = leavesUnder(unit.sscc, units);
      return inside.length ? inside : [unit];
    });
}

/** What one lot's new scans move; `open` is what was announced and has not come. */
function receiptOf(
  { lotId, announced, lotStatus }: ConsignmentState['lines'][number],
  state: ConsignmentState,
  fresh: readonly ReceiptScan[],
): {
  readonly movements: readonly StockMovement[];
  readonly shortage: readonly StockMovement[];
  readonly open: number;
} {
  const before = kitsOf(state.scans, lotId);
  const now = kitsOf(fresh, lotId);
  const open = Math.max(announced - before.received - now.received, 0);
  const base = { siteCode: state.toCode, lotId, cause: state.cause };
  const arrived = Math.max(announced - before.received, 0) - open;
  const good = now.received - now.damaged;
  const isHeldBack = lotStatus === 'RECALLED' || lotStatus === 'QUARANTINED' || lotStatus === 'EXPIRED';
  const movements: StockMovement[] = [
    {
      ...base,
      type: state.isFromOutside ? 'RECEIPT' : 'TRANSFER_IN',
      onHand: now.received,
      inTransit: -arrived,
    },
    { ...base, type: 'ADJUSTMENT', onHand: -now.damaged, note: 'DAMAGED: on receipt' },
    { ...base, type: lotStatus === 'EXPIRED' ? 'EXPIRY' : 'QUARANTINE', quarantined: isHeldBack ? good : 0 },
  ];
  return {
    open,
    movements: movements.filter(({ onHand, quarantined }) => onHand || quarantined),
    shortage: open > 0 ? [{ ...base, type: 'SHORTAGE', inTransit: -open }] : [],
  };
}

function kitsOf(
  scans: readonly ReceiptScan[],
  lotId: number,
): { readonly received: number; readonly damaged: number } {
  const own = scans.filter((scan) => scan.lotId === lotId);
  return {
    received: own.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0),
    damaged: own.reduce((sum, { damaged }) => sum + damaged, 0),
  };
}
