import type { AccessRequirement } from '@rotunda/platform/access-requirement';
import type { GraphQLSchema } from 'graphql';
import type { AccessMap } from '../access/access-map.ts';

interface Guarded {
  readonly access: AccessMap;
  readonly clientSchema: GraphQLSchema;
}

type Lists = readonly (readonly string[])[];

/** Coordinates of both supergraphs that the next would show to somebody to whom the present does not, a sentence each. */
export function findWidenedAccess(present: Guarded, next: Guarded): readonly string[] {
  return [...present.access.requirements]
    .filter(([coordinate]) => isThere(coordinate, next.clientSchema))
    .filter(([coordinate, asked]) => isWider(asked, next.access.requirements.get(coordinate)))
    .map(([coordinate, asked]) => {
      const left = next.access.requirements.get(coordinate);
      return `${coordinate} asked for ${wordsOf(asked)} and would ask for ${left ? wordsOf(left) : 'nothing'}.`;
    });
}

function isThere(coordinate: string, schema: GraphQLSchema): boolean {
  const [typeName = '', fieldName] = coordinate.split('.');
  const type = schema.getType(typeName);
  if (!type || fieldName === undefined) return type !== undefined;
  return 'getFields' in type && fieldName in type.getFields();
}

/** Every requirement asks for a token, so only lists can make the difference. */
function isWider(present: AccessRequirement, next: AccessRequirement | undefined): boolean {
  if (!next) return true;
  return isMetByMore(present.scopes, next.scopes) || isMetByMore(present.policies, next.policies);
}

/** Whether some way of the next is open to somebody who meets no way of the present. */
function isMetByMore(present: Lists, next: Lists): boolean {
  if (present.length === 0) return false;
  const isCovered = (way: readonly string[]) =>
    present.some((known) => known.every((name) => way.includes(name)));
  return next.length === 0 || !next.every(isCovered);
}

function wordsOf({ scopes, policies }: AccessRequirement): string {
  const parts = [...listWords('scopes', scopes), ...listWords('policies', policies)];
  return parts.length > 0 ? parts.join(' with ') : 'a token';
}

function listWords(kind: string, lists: Lists): readonly string[] {
  return lists.length === 0 ? [] : [`${kind} ${lists.map((list) => list.join('+')).join(' or ')}`];
}
