import { type GraphQLSchema, findBreakingChanges } from 'graphql';
import { problemsOf } from '../stored-documents/append-documents.ts';
import type { StoredDocuments } from '../stored-documents/stored-documents.ts';
import { findWidenedAccess } from './find-widened-access.ts';
import type { SupergraphGeneration } from './load-supergraph.ts';

/**
 * What another supergraph would break of what the present one promises, a sentence each: coordinates gone or changed, access widened, stored
 * documents that would no longer be answered. Empty where nothing does.
 */
export function findBreaks(
  present: SupergraphGeneration,
  next: SupergraphGeneration,
  storedDocuments: StoredDocuments,
): readonly string[] {
  return [
    ...findBreakingChanges(present.clientSchema, next.clientSchema).map(({ description }) => description),
    ...findWidenedAccess(present, next),
    ...brokenDocuments(present.clientSchema, next.clientSchema, storedDocuments),
  ];
}

function brokenDocuments(
  present: GraphQLSchema,
  next: GraphQLSchema,
  { all }: StoredDocuments,
): readonly string[] {
  return all.flatMap(({ name, document }) => {
    const [problem] = problemsOf(name, document, next);
    if (problem === undefined || problemsOf(name, document, present).length > 0) return [];
    return [`The stored document ${name} would be refused: ${problem}`];
  });
}
