import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { StockMovement } from '../stock/stock-movement.ts';
import { findDiscrepancies } from './discrepancy-rules.ts';
import { type ConsignmentState, type ReportedScan, decideReceipt, leavesOf } from './receipt-rules.ts';

const at = new Date('2026-11-23T12:00:00Z');
const pallet = { sscc: 'P', parent: null, lotId: 1, quantity: 30 };
const cases = ['A', 'B', 'C'].map((sscc) => ({ sscc, parent: 'P', lotId: 1, quantity: 10 }));
const loose = { sscc: 'L', parent: null, lotId: 2, quantity: 5 };

const aState = (wanted: Partial<ConsignmentState> = {}): ConsignmentState => ({
  fromCode: 'LC1',
  toCode: 'FC1',
  status: 'ARRIVED',
  cause: 'consignment-1',
  isFromOutside: false,
  lines: [
    { lotId: 1, announced: 30, lotStatus: 'USABLE' },
    { lotId: 2, announced: 5, lotStatus: 'USABLE' },
  ],
  units: [pallet, ...cases, loose],
  scans: [],
  ...wanted,
});
const scan = (sscc: string, wanted: Partial<ReportedScan> = {}): ReportedScan => ({
  sscc,
  quantity: undefined,
  damaged: 0,
  at,
  ...wanted,
});
function receive(state: ConsignmentState, scans: readonly ReportedScan[], final = false) {
  const receipt = decideReceipt(state, scans, final);
  if ('fault' in receipt) throw new Error(receipt.fault);
  return receipt;
}

test('a pallet brings those of its cases that were not scanned by themselves', () => {
  const { scans, movements } = receive(aState(), [scan('B', { quantity: 8 }), scan('P'), scan('A')]);

  expect(scans.map(({ sscc, quantity }) => [sscc, quantity])).toEqual([
    ['B', 8],
    ['A', 10],
    ['C', 10],
  ]);
  expect(movements).toMatchObject([{ type: 'TRANSFER_IN', lotId: 1, onHand: 28, inTransit: -28 }]);
});

test('a pallet of cases is not counted as one, and no more is damaged than was counted', () => {
  expect(decideReceipt(aState(), [scan('L'), scan('P', { quantity: 29 })], false)).toEqual({
    index: 1,
    fault: 'PARENT_COUNTED',
  });
  expect(decideReceipt(aState(), [scan('A', { damaged: 11 })], false)).toMatchObject({
    fault: 'MORE_DAMAGED_THAN_COUNTED',
  });
});

test('kits of a lot that was recalled meanwhile are held back as they come in', () => {
  const lines = [{ lotId: 2, announced: 5, lotStatus: 'RECALLED' as const }];

  const { movements } = receive(aState({ lines, isFromOutside: true }), [scan('L', { damaged: 2 })]);

  expect(movements).toMatchObject([
    { type: 'RECEIPT', onHand: 5, inTransit: -5 },
    { type: 'ADJUSTMENT', onHand: -2 },
    { type: 'QUARANTINE', quarantined: 3 },
  ]);
});

test('more kits than were announced are on hand, and none is on its way any more', () => {
  const { movements, status } = receive(aState(), [scan('P'), scan('L', { quantity: 7 })], true);

  expect(movements).toMatchObject([
    { lotId: 1, onHand: 30, inTransit: -30 },
    { lotId: 2, onHand: 7, inTransit: -5 },
  ]);
  expect(status).toBe('RECEIVED');
});

const reports = fc.array(
  fc.array(
    fc.record({
      sscc: fc.constantFrom('A', 'B', 'C', 'L', 'X'),
      quantity: fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined }),
      damaged: fc.constant(0),
      at: fc.constant(at),
    }),
    { maxLength: 6 },
  ),
  { minLength: 1, maxLength: 4 },
);

test('in however many reports and doubles units are scanned, nothing stays on its way and every kit is on hand, short or more', () => {
  fc.assert(
    fc.property(reports, (all) => {
      let state = aState();
      const movements: StockMovement[] = [];
      for (const [index, report] of all.entries()) {
        const receipt = receive(state, report, index === all.length - 1);
        movements.push(...receipt.movements);
        state = { ...state, scans: [...state.scans, ...receipt.scans], status: receipt.status };
      }

      const sum = (valueOf: (movement: StockMovement) => number | undefined) =>
        movements.reduce((total, movement) => total + (valueOf(movement) ?? 0), 0);
      expect(sum(({ inTransit }) => inTransit)).toBe(-35);
      const leaves = leavesOf(state.units).map((unit) => ({
        ...unit,
        kind: 'CASE' as const,
        productId: 'kit',
      }));
      const differences = findDiscrepancies(leaves, state.scans, true);
      const delta = differences.reduce(
        (total, each) => total + (each.kind === 'NOT_ANNOUNCED' ? 0 : each.delta),
        0,
      );
      expect(sum(({ onHand }) => onHand)).toBe(35 + delta);
    }),
  );
});
