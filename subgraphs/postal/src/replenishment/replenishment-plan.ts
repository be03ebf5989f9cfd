import type { AnswerOnce } from '../answered-requests/answer-once.ts';
import type { RepeatableRequest } from '../answered-requests/answered-request.ts';
import type { StockFault } from '../stock/stock-problems.ts';
import type { AllocationPolicy, PlannedMove } from './plan-moves-rules.ts';

/** A plan as it is kept. */
export interface ReplenishmentPlan {
  readonly id: bigint;
  readonly asOf: Date;
  readonly policy: AllocationPolicy;
  readonly unmetDemand: number;
  readonly explanation: readonly string[];
  readonly moves: readonly PlannedMove[];
}

export interface PlanWish {
  readonly campaignId: string;
  readonly policy: AllocationPolicy;
  readonly horizonDays: number;
  /** True: its consignments are announced. */
  readonly commit: boolean;
}

/** Numbers of the plan and of the consignments made of it. */
export interface PlanAnswer {
  readonly [part: string]: string | string[];
  readonly plan: string;
  readonly consignments: string[];
}

export interface ReplenishmentStore {
  /** Makes a plan of what is true at this moment and keeps it; where wanted, announces its consignments in the same transaction. */
  plan(request: RepeatableRequest, wish: PlanWish, at: Date): Promise<AnswerOnce<PlanAnswer, StockFault>>;
  findPlan(id: bigint): Promise<ReplenishmentPlan | undefined>;
}
