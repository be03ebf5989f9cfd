/** Counts from 1 up to this one are never shown. Source: CMS cell size suppression policy (no cell of 10 or less; zero may be shown). */
export const largestHiddenCount = 10;

/** A count that may be shown, or undefined for one that is held back. */
export type ShownCount = number | undefined;

/**
 * The parts of a shown total, with small counts held back. Where the parts held back could be told from the total and the shown parts,
 * because they are small together (as a single one is), the next smallest part is held back too, until they cannot.
 */
export function suppressParts(counts: ReadonlyMap<string, number>): ReadonlyMap<string, ShownCount> {
  const hidden = new Set<string>();
  for (const [part, count] of counts) if (isSmall(count)) hidden.add(part);

  // Ties are broken by name, so that asking twice never shows two different pictures.
  const showable = [...counts]
    .filter(([part, count]) => count > 0 && !hidden.has(part))
    .sort(([partA, a], [partB, b]) => a - b || (partA < partB ? -1 : 1));
  for (const [part] of showable) {
    if (!isSmall(sumOf(hidden, counts))) break;
    hidden.add(part);
  }
  return new Map([...counts].map(([part, count]) => [part, hidden.has(part) ? undefined : count]));
}

/** A total as it may be shown by itself. */
export function suppressTotal(count: number): ShownCount {
  return isSmall(count) ? undefined : count;
}

function isSmall(count: number): boolean {
  return count > 0 && count <= largestHiddenCount;
}

function sumOf(parts: ReadonlySet<string>, counts: ReadonlyMap<string, number>): number {
  return [...parts].reduce((total, part) => total + (counts.get(part) ?? 0), 0);
}
