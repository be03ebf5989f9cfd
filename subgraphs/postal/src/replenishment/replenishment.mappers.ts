import type { PlannedMove } from './plan-moves-rules.ts';
import type { ReplenishmentPlan } from './replenishment-plan.ts';

export type ReplenishmentPlanMapper = ReplenishmentPlan;
export type ReplenishmentMoveMapper = PlannedMove;
