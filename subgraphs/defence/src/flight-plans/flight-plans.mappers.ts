import type { HeldPlan } from './held-plan.ts';
import type { NoticeGap } from './notice-gap-rules.ts';

export type NoticeGapMapper = NoticeGap;
export type FlightPlanMapper = HeldPlan;
