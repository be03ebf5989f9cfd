/** A stretch of a segment, from one share of its length to another. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export const wholeStretch: Stretch = { from: 0, to: 1 };

/** The stretches that lie in both ordered lists; stretches without length are kept only where a list itself has them. */
export function intersectStretches(first: readonly Stretch[], second: readonly Stretch[]): Stretch[] {
  return first.flatMap((one) =>
    second.flatMap((other) => {
      const from = Math.max(one.from, other.from);
      const to = Math.min(one.to, other.to);
      const touchesOnly = from === to && one.from < one.to && other.from < other.to;
      return from > to || touchesOnly ? [] : [{ from, to }];
    }),
  );
}

/** The stretch in which a value that changes evenly from one end of the segment to the other lies between two bounds, both included; undefined where it never does. */
export function stretchBetween(
  ends: readonly [number, number],
  bounds: readonly [number, number],
): Stretch | undefined {
  const [start, end] = ends;
  const [low, high] = bounds;
  const change = end - start;
  if (change === 0) {
    return start >= low && start <= high ? wholeStretch : undefined;
  }
  const [first, second] = [(low - start) / change, (high - start) / change];
  const from = Math.max(0, Math.min(first, second));
  const to = Math.min(1, Math.max(first, second));
  return from > to ? undefined : { from, to };
}
