import type { StepCount } from './intake-step.ts';

export interface RefusalCount {
  readonly code: string;
  /** Undefined: the ZIP3s whose own figure is withheld, taken together. */
  readonly zip3: string | undefined;
  readonly count: number;
  /** 0 to 1. */
  readonly shareOfAttempts: number;
}

/**
 * Refusals by code and ZIP3, the most frequent first, as an agency may see them. Figures under `smallest` would point at a household: those
 * of one code are shown as one figure, and not at all where that is small itself.
 */
export function withholdSmallRefusals(
  refusals: readonly StepCount[],
  attemptsByZip3: ReadonlyMap<string, number>,
  smallest: number,
): readonly RefusalCount[] {
  const together = new Map<string, { times: number; attempts: number }>();
  const shown: RefusalCount[] = [];
  for (const { step, zip3, times } of refusals) {
    const attempts = attemptsByZip3.get(zip3) ?? times;
    if (times >= smallest && zip3 !== '') {
      shown.push({ code: step, zip3, count: times, shareOfAttempts: times / attempts });
      continue;
    }
    const rest = together.get(step) ?? { times: 0, attempts: 0 };
    together.set(step, { times: rest.times + times, attempts: rest.attempts + attempts });
  }
  for (const [code, { times, attempts }] of together) {
    if (times >= smallest)
      shown.push({ code, zip3: undefined, count: times, shareOfAttempts: times / attempts });
  }
  return shown.sort((one, other) => other.count - one.count || (one.code < other.code ? -1 : 1));
}
