/** What was counted in one region. */
export interface CoverageFigure {
  /** Two digits for a state, five for a county, three for the beginning of ZIPs. */
  readonly key: string;
  /** Households that ordered at least once. */
  readonly households: number;
  /** Those of them that got a parcel. */
  readonly delivered: number;
  /** Households in counties of the region whose own figure is withheld. */
  readonly withheldBelow: number;
  /** In counties whose own share is withheld: households that got a parcel. */
  readonly deliveredBelow: number;
  /** In the same counties: households that got none yet. */
  readonly undeliveredBelow: number;
}

export interface CoverageCell {
  readonly key: string;
  readonly households: number | undefined;
  /** 0 to 1. */
  readonly deliveredShare: number | undefined;
  readonly suppressed: boolean;
}

/** Smallest figure shown, other than none. Source: CMS cell size suppression policy, which withholds 1 to 10. */
export const smallestShown = 11;

/**
 * The figure as the public may see it: withheld where it is small, and where the difference to its shown counties would be. The share of deliveries
 * is withheld, too, where the households that got a parcel, or those that did not, are few.
 */
export function coverageCellOf(figure: CoverageFigure): CoverageCell {
  const { key, households, delivered, withheldBelow, deliveredBelow, undeliveredBelow } = figure;
  const suppressed = isSmall(households) || isSmall(withheldBelow);
  if (suppressed || households === 0) {
    return { key, households: suppressed ? undefined : 0, deliveredShare: undefined, suppressed };
  }
  const isTold = ![delivered, households - delivered, deliveredBelow, undeliveredBelow].some(isSmall);
  return { key, households, deliveredShare: isTold ? delivered / households : undefined, suppressed };
}

function isSmall(count: number): boolean {
  return count > 0 && count < smallestShown;
}
