import { createPlanCompiler } from './compiled/compile-run.ts';
import { createPlanInterpreter } from './run-plan.ts';

/** How plans are run. */
export const executors = { compiled: createPlanCompiler, general: createPlanInterpreter };

export type Executor = keyof typeof executors;
