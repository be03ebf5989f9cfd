import type { Fact } from '../alerts/alert.ts';

export type DecisionKind =
  | 'NO_ACTION'
  | 'MONITOR'
  | 'IDENTIFY'
  | 'REQUEST_INFORMATION'
  | 'NOTIFY'
  | 'SHELTER'
  | 'EVACUATE'
  | 'ALL_CLEAR'
  | 'ESCALATE'
  | 'HAND_OVER';

/** One entry of a unit's log of decisions. */
export interface Decision {
  readonly id: string;
  readonly unitId: string;
  /** 1 for the unit's first, one more with each. */
  readonly entry: number;
  readonly kind: DecisionKind;
  readonly at: Date;
  readonly operator: string;
  readonly alertId: string | undefined;
  readonly rationale: string;
  readonly pictureCursor: string;
  readonly previousHash: string;
  readonly hash: string;
  /** What spoke against it in the picture when it was recorded. */
  readonly cautions: readonly Fact[];
}
