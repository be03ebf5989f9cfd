import { accessRequirementOf, meetsRequirement } from '@rotunda/platform/access-requirement';
import { type Persona, personas } from '@rotunda/platform/personas';
import { type Viewer, anonymousViewer } from '@rotunda/platform/viewer';
import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isTypeDefinitionNode,
  parse,
} from 'graphql';
import type { Step } from './write-operation.ts';

/** What the directives of a supergraph say, read apart from the gateway's own reading. */
interface AllowedCoordinates {
  isAllowed(viewer: Viewer, ...coordinates: readonly string[]): boolean;
  mayAsk(viewer: Viewer, type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): boolean;
  /** Those of the coordinates that the viewer may not see. */
  forbiddenOf(viewer: Viewer, asked: ReadonlySet<string>): readonly string[];
}

/** A policy is the wing's to decide; before that it asks for a token and no more. */
const anyPolicy = new Proxy({}, { get: () => () => true });

/** Reads what a supergraph's directives allow; the schema is that of its clients. */
export function readAllowedCoordinates(supergraphSdl: string, schema: GraphQLSchema): AllowedCoordinates {
  const requirements = new Map(
    parse(supergraphSdl)
      .definitions.filter(isTypeDefinitionNode)
      .flatMap((type) => [
        [type.name.value, accessRequirementOf(type.directives)] as const,
        ...('fields' in type ? (type.fields ?? []) : []).map(
          (field) =>
            [`${type.name.value}.${field.name.value}`, accessRequirementOf(field.directives)] as const,
        ),
      ]),
  );

  const isAllowed = (viewer: Viewer, ...coordinates: readonly string[]) =>
    coordinates.every((coordinate) => {
      const requirement = requirements.get(coordinate);
      return requirement === undefined || meetsRequirement(requirement, viewer, anyPolicy);
    });

  return {
    isAllowed,
    mayAsk(viewer, type, { name, type: returned }) {
      const named = getNamedType(returned);
      const ofReturned = isAbstractType(named) ? [] : [named.name];
      return isAllowed(viewer, type.name, `${type.name}.${name}`, ...ofReturned);
    },
    forbiddenOf: (viewer, asked) =>
      [...asked].filter((coordinate) => {
        const [typeName = '', fieldName = ''] = coordinate.split('.');
        const type = schema.getType(typeName);
        if (!type || !('getFields' in type) || fieldName.startsWith('_')) return false;
        const returned = type.getFields()[fieldName];
        const named = returned && getNamedType(returned.type);
        const ofReturned = named && !isAbstractType(named) ? [named.name] : [];
        return !isAllowed(viewer, typeName, coordinate, ...ofReturned);
      }),
  };
}

/** Nobody in particular, and everyone the demonstration speaks for. */
export const viewers: readonly [string, Viewer][] = [
  ['anonymous', anonymousViewer],
  ...personas.map((persona): [string, Viewer] => [persona.name, viewerOf(persona)]),
];

function viewerOf({ subject, agency, scopes, purposes, attributes }: Persona): Viewer {
  return { subject, authenticated: true, agency, scopes: new Set(scopes), purpose: purposes[0], attributes };
}

/** The objects at the end of a way; a type that is not the one of the way has no keys of it. */
export function objectsAt(value: unknown, depth: number, way: readonly Step[]): readonly object[] {
  if (Array.isArray(value)) return value.flatMap((item) => objectsAt(item, depth, way));
  if (typeof value !== 'object' || value === null) return [];
  if (depth === way.length) return [value];
  return objectsAt(Reflect.get(value, `s${depth}`), depth + 1, way);
}
