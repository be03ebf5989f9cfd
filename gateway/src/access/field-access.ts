import type { AccessRequirement } from '@rotunda/platform/access-requirement';
import type { Viewer } from '@rotunda/platform/viewer';
import { type GraphQLSchema, getNamedType, isLeafType, isObjectType } from 'graphql';
import type { AccessMap } from './access-map.ts';
import { type MissingAccess, findMissingAccess } from './missing-access.ts';

/** What a viewer lacks for a field of a type, or undefined where nothing is lacking. */
export type FieldAccess = (typeName: string, fieldName: string) => MissingAccess | undefined;

/**
 * The access of one viewer, by coordinate: what the type, the field and a type that it plainly returns ask for. What an
 * interface or union holds is asked for where its members are selected.
 */
export function createFieldAccess(
  viewer: Viewer,
  rules: { readonly schema: GraphQLSchema; readonly access: AccessMap },
): FieldAccess {
  const { schema, access } = rules;
  return (typeName, fieldName) => {
    const returned = returnedTypeOf(schema, typeName, fieldName);
    const requirements = [
      access.ofType(typeName),
      access.ofField(typeName, fieldName),
      returned === undefined ? undefined : access.ofType(returned),
    ];
    return findMissingAccess(requirements.filter(isAsked), viewer);
  };
}

function returnedTypeOf(schema: GraphQLSchema, typeName: string, fieldName: string): string | undefined {
  const parent = schema.getType(typeName);
  const field = parent && 'getFields' in parent ? parent.getFields()[fieldName] : undefined;
  const type = field && getNamedType(field.type);
  return type && (isObjectType(type) || isLeafType(type)) ? type.name : undefined;
}

function isAsked(requirement: AccessRequirement | undefined): requirement is AccessRequirement {
  return requirement !== undefined;
}
