import type { GraphQLSchema } from 'graphql';

/** The schema itself, whose `@defer` says what it does: it comes from the planner without a word. */
export function describeDefer(schema: GraphQLSchema): GraphQLSchema {
  const defer = schema.getDirective('defer');
  if (!defer) return schema;
  defer.description =
    'These fields may come in a later part of the answer, to clients that accept `multipart/mixed`.';
  for (const argument of defer.args) argument.description = argumentTexts[argument.name];
  return schema;
}

const argumentTexts: Readonly<Record<string, string>> = {
  if: 'Where false, the fields come with the rest.',
  label: 'Names the part, so that a client can tell it from others; unique in its document.',
};
