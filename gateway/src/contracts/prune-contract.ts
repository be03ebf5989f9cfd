import {
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type NamedTypeNode,
  type TypeDefinitionNode,
  type TypeNode,
  isTypeDefinitionNode,
} from 'graphql';
import { findReachable } from './find-reachable.ts';

/** Whether a caller may ask for a field of a type. */
export type MayAsk = (typeName: string, fieldName: string) => boolean;

type Types = ReadonlyMap<string, TypeDefinitionNode>;

/**
 * The contract of a caller who may ask for these fields alone: what is not asked, what then has no fields, members or use, and what an
 * interface promises but one of its types may not give, is gone as if it never was. Enum values and inputs in use stay whole.
 */
export function pruneContract(api: DocumentNode, mayAsk: MayAsk): DocumentNode {
  const allowed = mapTypes(typesOf(api), (type) => keepFields(type, (field) => mayAsk(nameOf(type), field)));
  const closed = untilSettled(allowed, (types) => withoutEmpty(withConsistentInterfaces(types)));
  const reachable = findReachable(closed, rootNames);
  const definitions = [...closed.values()].filter((type) => reachable.has(nameOf(type)));
  const others = api.definitions.filter((definition) => !isTypeDefinition(definition));
  return { kind: Kind.DOCUMENT, definitions: [...others, ...withQuery(definitions)] };
}

const rootNames: readonly string[] = ['Query', 'Mutation', 'Subscription'];

function typesOf(api: DocumentNode): Types {
  const types = api.definitions.filter(isTypeDefinition);
  return new Map(types.map((type) => [nameOf(type), type]));
}

function isTypeDefinition(definition: DefinitionNode): definition is TypeDefinitionNode {
  return isTypeDefinitionNode(definition);
}

function nameOf(type: TypeDefinitionNode): string {
  return type.name.value;
}

/** The type with the fields that pass; inputs, which are not answered, stay whole. */
function keepFields(type: TypeDefinitionNode, passes: (fieldName: string) => boolean): TypeDefinitionNode {
  if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) return type;
  const fields = (type.fields ?? []).filter((field) => passes(field.name.value));
  return fields.length === type.fields?.length ? type : { ...type, fields };
}

/** An interface promises only what every type of it that is left still gives. */
function withConsistentInterfaces(types: Types): Types {
  const givenBy = new Map<string, (fieldName: string) => boolean>();
  for (const type of types.values()) {
    if (type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const implementers = [...types.values()].filter((other) => interfacesOf(other).has(nameOf(type)));
    const fieldSets = implementers.map((other) => new Set(fieldsOf(other).map(({ name }) => name.value)));
    givenBy.set(nameOf(type), (field) => fieldSets.every((fields) => fields.has(field)));
  }
  return mapTypes(types, (type) => keepFields(type, givenBy.get(nameOf(type)) ?? (() => true)));
}

/** Without types that have nothing left, and without whatever speaks of them. */
function withoutEmpty(types: Types): Types {
  const left = new Map([...types].filter(([, type]) => !isEmpty(type)));
  const isKnown = ({ name }: NamedTypeNode) => left.has(name.value) || builtIn.has(name.value);
  return mapTypes(left, (type) => {
    switch (type.kind) {
      case Kind.UNION_TYPE_DEFINITION:
        return { ...type, types: (type.types ?? []).filter(isKnown) };
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_DEFINITION: {
        const fields = (type.fields ?? []).filter((field) => isKnown(namedTypeOf(field.type)));
        return { ...type, fields, interfaces: (type.interfaces ?? []).filter(isKnown) };
      }
      case Kind.SCALAR_TYPE_DEFINITION:
      case Kind.ENUM_TYPE_DEFINITION:
      case Kind.INPUT_OBJECT_TYPE_DEFINITION:
        return type;
    }
  });
}

const builtIn = new Set(['Int', 'Float', 'String', 'Boolean', 'ID']);

function isEmpty(type: TypeDefinitionNode): boolean {
  if (type.kind === Kind.UNION_TYPE_DEFINITION) return (type.types ?? []).length === 0;
  const hasFields = type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_DEFINITION;
  return hasFields && fieldsOf(type).length === 0;
}

/** A graph must have a query type, though nothing may be asked of it but its name. */
function withQuery(definitions: readonly TypeDefinitionNode[]): readonly TypeDefinitionNode[] {
  if (definitions.some((type) => nameOf(type) === 'Query')) return definitions;
  const name = { kind: Kind.NAME as const, value: 'Query' };
  return [...definitions, { kind: Kind.OBJECT_TYPE_DEFINITION, name }];
}

function untilSettled(types: Types, step: (types: Types) => Types): Types {
  const next = step(types);
  return weightOf(next) === weightOf(types) ? next : untilSettled(next, step);
}

function weightOf(types: Types): number {
  return [...types.values()].reduce((sum, type) => sum + 1 + membersOf(type), 0);
}

function membersOf(type: TypeDefinitionNode): number {
  if (type.kind === Kind.UNION_TYPE_DEFINITION) return type.types?.length ?? 0;
  return fieldsOf(type).length + interfacesOf(type).size;
}

function fieldsOf(type: TypeDefinitionNode): readonly FieldDefinitionNode[] {
  if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) return [];
  return type.fields ?? [];
}

function interfacesOf(type: TypeDefinitionNode): ReadonlySet<string> {
  const hasInterfaces =
    type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_DEFINITION;
  return new Set(hasInterfaces ? type.interfaces?.map(({ name }) => name.value) : []);
}

function namedTypeOf(type: TypeNode): NamedTypeNode {
  return type.kind === Kind.NAMED_TYPE ? type : namedTypeOf(type.type);
}

function mapTypes(types: Types, change: (type: TypeDefinitionNode) => TypeDefinitionNode): Types {
  return new Map([...types].map(([name, type]) => [name, change(type)]));
}
