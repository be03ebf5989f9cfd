export type MarkingLevel = 'UNCLASSIFIED' | 'CUI' | 'RESTRICTED';

export interface Marking {
  readonly level: MarkingLevel;
  readonly controls: readonly string[];
  /** Ids of units; empty where the level alone decides. */
  readonly releasableTo: readonly string[];
}

export const unmarked: Marking = { level: 'UNCLASSIFIED', controls: [], releasableTo: [] };
