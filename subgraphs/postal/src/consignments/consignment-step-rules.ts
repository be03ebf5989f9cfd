import type { StockMovement } from '../stock/stock-movement.ts';
import type { ConsignmentStatus } from './consignment.ts';
import type { ConsignmentState } from './receipt-rules.ts';

export type ConsignmentStep = 'DISPATCHED' | 'ARRIVED' | 'CANCELLED';

const mayFollow: Readonly<Record<ConsignmentStep, readonly ConsignmentStatus[]>> = {
  DISPATCHED: ['ANNOUNCED'],
  ARRIVED: ['ANNOUNCED', 'DISPATCHED'],
  CANCELLED: ['ANNOUNCED'],
};

/** What a step moves, or undefined where it cannot follow. An arrival that nobody saw leave leaves first. */
export function decideStep(
  state: ConsignmentState,
  step: ConsignmentStep,
): { readonly status: ConsignmentStatus; readonly movements: readonly StockMovement[] } | undefined {
  if (!mayFollow[step].includes(state.status)) return undefined;
  if (step === 'CANCELLED') return { status: step, movements: released(state) };
  return { status: step, movements: state.status === 'ANNOUNCED' ? departed(state) : [] };
}

function released({ isFromOutside, fromCode, cause, lines }: ConsignmentState): readonly StockMovement[] {
  if (isFromOutside) return [];
  const base = { type: 'RELEASE', siteCode: fromCode, cause } as const;
  return lines.map(({ lotId, announced }) => ({ ...base, lotId, allocated: -announced }));
}

function departed({
  isFromOutside,
  fromCode,
  toCode,
  cause,
  lines,
}: ConsignmentState): readonly StockMovement[] {
  return lines.flatMap(({ lotId, announced }): StockMovement[] => {
    const base = { lotId, cause };
    const underway = { ...base, type: 'DISPATCH', siteCode: toCode, inTransit: announced } as const;
    const gone = {
      ...base,
      type: 'TRANSFER_OUT',
      siteCode: fromCode,
      onHand: -announced,
      allocated: -announced,
    } as const;
    return isFromOutside ? [underway] : [gone, underway];
  });
}
