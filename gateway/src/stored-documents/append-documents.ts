import { Refusal } from '@rotunda/platform/refusal';
import { type GraphQLSchema, Source, parse, validate } from 'graphql';
import { type ManifestLine, chainLine, chainStart, documentIdOf } from './manifest-line.ts';

export interface NamedDocument {
  readonly name: string;
  readonly text: string;
}

/**
 * The lines that documents add to a manifest; one that is stored already adds none. Refuses a document that does not answer by
 * the contract, because what is stored is promised for ever.
 */
export function appendDocuments(
  manifest: readonly ManifestLine[],
  documents: readonly NamedDocument[],
  { schema, today }: { readonly schema: GraphQLSchema; readonly today: string },
): readonly ManifestLine[] {
  const known = new Set(manifest.map(({ id }) => id));
  const added: ManifestLine[] = [];
  for (const { name, text } of documents) {
    const document = text.trim();
    const id = documentIdOf(document);
    refuseInvalid(name, document, schema);
    if (known.has(id)) continue;
    known.add(id);
    const previous = added.at(-1) ?? manifest.at(-1);
    added.push(chainLine(previous?.chain ?? chainStart, { id, name, added: today, document }));
  }
  return added;
}

function refuseInvalid(name: string, text: string, schema: GraphQLSchema): void {
  const problems = problemsOf(name, text, schema);
  if (problems.length > 0) {
    throw new Refusal(
      'BAD_INPUT',
      `${name} is not added:\n${problems.map((line) => `- ${line}`).join('\n')}`,
    );
  }
}

/** Why a document does not answer by a contract, a sentence each; empty where it does. */
export function problemsOf(name: string, text: string, schema: GraphQLSchema): readonly string[] {
  try {
    return validate(schema, parse(new Source(text, name))).map(({ message }) => message);
  } catch (cause) {
    return [cause instanceof Error ? cause.message : String(cause)];
  }
}
