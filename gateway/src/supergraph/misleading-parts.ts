import type { DocumentNode } from 'graphql';
import { gradualMovesIn } from './gradual-moves.ts';
import { requiredArgumentsIn } from './required-arguments.ts';

/** What of a supergraph would be answered otherwise than it says, a sentence each. */
export function misleadingPartsOf(supergraph: DocumentNode): readonly string[] {
  return [...requiredArgumentsIn(supergraph), ...gradualMovesIn(supergraph)];
}
