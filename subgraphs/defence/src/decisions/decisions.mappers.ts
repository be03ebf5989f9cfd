import type { Decision } from './decision.ts';

export type DecisionMapper = Decision;
