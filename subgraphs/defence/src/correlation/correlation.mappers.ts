import type { Correlation, PlanLink } from './correlation.ts';

export interface CorrelationMapper {
  readonly correlation: Correlation;
  /** Source time of the newest evidence. */
  readonly scoredAtMs: number;
}
export type CorrelationCandidateMapper = PlanLink;
