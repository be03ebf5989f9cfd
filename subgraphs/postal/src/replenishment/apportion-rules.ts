/** A claim on something that is shared out in whole pieces. */
export interface Claimant {
  /** Share against the others; 0 or more. */
  readonly weight: number;
  /** The most it may get. */
  readonly cap: number;
}

/**
 * Shares `total` whole pieces out by weight, none above its cap, by the largest remainder; what a cap leaves over goes to the others. Together exactly the
 * total, or all the caps where they hold less. Equal remainders go in the order of the claimants; those without weight get what the others leave.
 */
export function apportion(total: number, claimants: readonly Claimant[]): readonly number[] {
  const weighted = shareByWeight(total, claimants);
  const rest = claimants.map(({ cap }, index) => ({ weight: 1, cap: cap - (weighted[index] ?? 0) }));
  const others = shareByWeight(total - sum(weighted), rest);
  return weighted.map((pieces, index) => pieces + (others[index] ?? 0));
}

/** The same among those with weight only. Whoever would get more than its cap gets the cap, and the others share again. */
function shareByWeight(total: number, claimants: readonly Claimant[]): readonly number[] {
  const full = new Set<Claimant>();
  for (;;) {
    const open = claimants.filter((claimant) => !full.has(claimant));
    const left = total - sum([...full].map(({ cap }) => cap));
    const weights = sum(open.map(({ weight }) => weight));
    const idealOf = ({ weight }: Claimant) => (weights > 0 ? (left * weight) / weights : 0);
    const above = open.filter((claimant) => idealOf(claimant) > claimant.cap);
    above.forEach((claimant) => full.add(claimant));
    if (above.length > 0) continue;

    const ideal = claimants.map((claimant) => (full.has(claimant) ? claimant.cap : idealOf(claimant)));
    return roundOff(ideal, weights > 0 ? left + sum([...full].map(({ cap }) => cap)) : sum(ideal));
  }
}

/** Whole numbers that add up to `total`: each rounded down, and one more for those with the largest remainders. */
function roundOff(ideal: readonly number[], total: number): readonly number[] {
  // A share that is whole but for the noise of a division is whole.
  const whole = ideal.map((share) => Math.floor(share + 1e-9));
  const remainders = ideal.map((share, index) => ({ index, remainder: share - (whole[index] ?? 0) }));
  const next = remainders
    .toSorted((one, other) => other.remainder - one.remainder || one.index - other.index)
    .slice(0, Math.max(0, total - sum(whole)));
  const raised = new Set(next.map(({ index }) => index));
  return whole.map((pieces, index) => pieces + (raised.has(index) ? 1 : 0));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
