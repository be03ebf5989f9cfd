import type { Viewer } from '@rotunda/platform/viewer';
import { type DocumentNode, Kind, getIntrospectionQuery, parse, print, visit } from 'graphql';
import { PublicError } from '../public-error.ts';

/**
 * Why a document may not ask for the contract, or undefined where it may: nobody without a token, and with one the whole of it only in
 * the words that every tool sends, because a form of one's own can go in circles. The contract is published: this hides nothing.
 */
export function refuseIntrospection(document: DocumentNode, viewer: Viewer): PublicError | undefined {
  const asked = introspectionIn(document);
  if (asked.size === 0) return undefined;
  if (!viewer.authenticated)
    return refused('The contract is at /api.graphql; introspection needs an access token.');
  if (!asked.has('__schema') || isStandard(document)) return undefined;
  return refused(
    'Ask for the whole contract by the standard introspection query, for one type by __type, or fetch /api.graphql.',
  );
}

function refused(sentence: string): PublicError {
  return new PublicError('REQUEST_LIMIT', sentence, { extensions: { rule: 'introspection' } });
}

function introspectionIn(document: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(document, {
    Field({ name: { value } }) {
      if (value === '__schema' || value === '__type') names.add(value);
    },
  });
  return names;
}

/** Levels of `ofType` that versions of graphql-js ask for. */
const typeDepths = [7, 9];

let standardForms: ReadonlySet<string> | undefined;

function isStandard(document: DocumentNode): boolean {
  standardForms ??= new Set(
    typeDepths.map((typeDepth) => formOf(parse(getIntrospectionQuery({ typeDepth })))),
  );
  return standardForms.has(formOf(document));
}

/** What tools leave out or add as they please, according to their age. */
const optional: readonly string[] = [
  'deprecationReason',
  'description',
  'isDeprecated',
  'isOneOf',
  'isRepeatable',
  'specifiedByURL',
];

function formOf(document: DocumentNode): string {
  return print(
    visit(document, {
      OperationDefinition: (operation) => ({ ...operation, name: undefined }),
      Field(field) {
        if (optional.includes(field.name.value) && !field.alias && !field.directives?.length) return null;
        return undefined;
      },
      Argument: ({ name, value }) =>
        name.value === 'includeDeprecated' && value.kind === Kind.BOOLEAN ? null : undefined,
    }),
  );
}
