/** What is known of a region, before it is decided what may be shown. */
export interface CoverageFigure {
  /** FIPS code of a state (two digits) or county (five). */
  readonly key: string;
  /** Households that ordered at least once. */
  readonly households: number;
  /** Those of them in counties whose own figure is withheld. */
  readonly withheldBelow: number;
}

export interface CoverageCell {
  readonly key: string;
  readonly households: number | undefined;
  readonly suppressed: boolean;
}

/** Smallest figure shown, other than none. Source: CMS cell size suppression policy, which withholds 1 to 10. */
export const smallestShown = 11;

/** The figure as the public may see it: withheld where it is small, and where the difference to its shown counties would be. */
export function coverageCellOf({ key, households, withheldBelow }: CoverageFigure): CoverageCell {
  const suppressed = isSmall(households) || isSmall(withheldBelow);
  return { key, households: suppressed ? undefined : households, suppressed };
}

function isSmall(count: number): boolean {
  return count > 0 && count < smallestShown;
}
