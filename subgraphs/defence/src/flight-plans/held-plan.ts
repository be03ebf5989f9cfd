import type { Marking } from '../releasability/marking.ts';
import type { FlightPlan } from './flight-plan.ts';

export type FlightPlanState = 'FILED' | 'AIRBORNE' | 'COMPLETED' | 'CANCELLED';

/** A plan with its standing in this wing: who filed it, where it stands, who may see it. */
export interface HeldPlan {
  readonly id: string;
  readonly content: FlightPlan;
  readonly originatorId: string;
  readonly state: FlightPlanState;
  readonly revision: number;
  readonly marking: Marking;
  /** Units that it was shared with. */
  readonly sharedWith: ReadonlySet<string>;
}

/** Where a plan can be looked up by its id. */
export interface PlanFinder {
  find(id: string): Promise<HeldPlan | undefined>;
}

/** Whether a unit holds a plan: it filed it, or the plan was shared with it. */
export function holdsPlan(unitId: string | undefined, plan: HeldPlan): boolean {
  return unitId !== undefined && (plan.originatorId === unitId || plan.sharedWith.has(unitId));
}

/** The plan where the unit holds it; undefined otherwise, so that a plan of others looks like none. */
export function heldBy(unitId: string | undefined, plan: HeldPlan | undefined): HeldPlan | undefined {
  return plan && holdsPlan(unitId, plan) ? plan : undefined;
}

/** Whether a plan can still explain a flight. */
export function isLivePlan({ state }: HeldPlan): boolean {
  return state === 'FILED' || state === 'AIRBORNE';
}
