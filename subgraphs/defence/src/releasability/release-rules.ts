import type { Marking, MarkingLevel } from './marking.ts';

const order: Readonly<Record<MarkingLevel, number>> = { UNCLASSIFIED: 0, CUI: 1, RESTRICTED: 2 };

/**
 * Whether a unit may see what carries a marking: named units may; with nobody named, UNCLASSIFIED is for all, CUI for every
 * unit, RESTRICTED for the owner alone. The owner may always.
 */
export function mayUnitSee(unitId: string | undefined, marking: Marking, ownerId: string): boolean {
  if (unitId === ownerId) return true;
  if (marking.releasableTo.length) return unitId !== undefined && marking.releasableTo.includes(unitId);
  return marking.level === 'UNCLASSIFIED' || (marking.level === 'CUI' && unitId !== undefined);
}

/** The marking of something made from several parts: the highest level, all controls, and exactly the units that may see every part. */
export function combineMarkings(parts: readonly Marking[]): Marking {
  return parts.reduce(
    (combined, part) => ({
      level: order[part.level] > order[combined.level] ? part.level : combined.level,
      controls: [...new Set([...combined.controls, ...part.controls])],
      releasableTo: releasedByBoth(combined, part),
    }),
    parts[0] ?? { level: 'UNCLASSIFIED' as const, controls: [], releasableTo: [] },
  );
}

/** The banner line of a marking, such as `CUI//ORCON//REL TO USCP, USSS`. */
export function bannerOf({ level, controls, releasableTo }: Marking): string {
  const release = releasableTo.length ? [`REL TO ${releasableTo.join(', ')}`] : [];
  return [level, ...controls, ...release].join('//');
}

const letters: Readonly<Record<MarkingLevel, string>> = { UNCLASSIFIED: 'U', CUI: 'CUI', RESTRICTED: 'R' };

/** The portion mark, such as `(CUI)`. */
export function portionOf({ level, controls }: Marking): string {
  return `(${[letters[level], ...controls].join('//')})`;
}

/** Names nobody where both leave it to the level. */
function releasedByBoth(left: Marking, right: Marking): readonly string[] {
  if (!left.releasableTo.length && !right.releasableTo.length) return [];
  const both = namedBy(left, right).filter((unit) => namedBy(right, left).includes(unit));
  // No unit may see every part: naming nobody would leave it to the level.
  return both.length ? both : ['NOBODY'];
}

/** The units that one part names. One that names nobody bars nobody whom the other names, unless its level keeps it to its owner. */
function namedBy({ level, releasableTo }: Marking, other: Marking): readonly string[] {
  if (releasableTo.length || level === 'RESTRICTED') return releasableTo;
  return other.releasableTo;
}
