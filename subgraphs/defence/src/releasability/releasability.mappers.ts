import type { Marking } from './marking.ts';

export type MarkingMapper = Marking;
