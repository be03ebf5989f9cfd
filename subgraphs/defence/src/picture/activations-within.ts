import type { Airspace } from '../airspace/airspace.ts';

/** The spans within a time in which a volume is in force; one span over all of it where always. */
export function activationsWithin({ activations }: Airspace, fromMs: number, toMs: number) {
  if (activations === 'ALWAYS') return [{ from: new Date(fromMs), to: null }];
  return activations
    .filter((span) => span.fromMs < toMs && (span.toMs ?? Number.POSITIVE_INFINITY) > fromMs)
    .map((span) => ({
      from: new Date(span.fromMs),
      to: span.toMs === undefined ? null : new Date(span.toMs),
    }));
}
