import { Kind, type TypeDefinitionNode, type TypeNode } from 'graphql';

/**
 * The names of types that a caller can come upon from the roots: what fields return and take, members of unions, types of an interface
 * that a field returns. An interface that is only implemented is reached itself, and nothing through it.
 */
export function findReachable(
  types: ReadonlyMap<string, TypeDefinitionNode>,
  roots: readonly string[],
): ReadonlySet<string> {
  const implementers = implementersByInterface(types);
  const reached = new Set<string>();
  const opened = new Set<string>();

  const open = (name: string): void => {
    const type = types.get(name);
    reached.add(name);
    if (!type || opened.has(name)) return;
    opened.add(name);
    namesIn(type).forEach(open);
    interfaceNamesOf(type).forEach((interfaceName) => mention(interfaceName));
    implementers.get(name)?.forEach(open);
  };
  const mention = (name: string): void => {
    const type = types.get(name);
    if (!type || reached.has(name)) return;
    reached.add(name);
    namesIn(type).forEach(open);
    interfaceNamesOf(type).forEach(mention);
  };

  roots.forEach(open);
  return reached;
}

function implementersByInterface(
  types: ReadonlyMap<string, TypeDefinitionNode>,
): ReadonlyMap<string, readonly string[]> {
  const implementers = new Map<string, string[]>();
  for (const [name, type] of types) {
    for (const interfaceName of interfaceNamesOf(type)) {
      implementers.set(interfaceName, [...(implementers.get(interfaceName) ?? []), name]);
    }
  }
  return implementers;
}

/** The names that a definition speaks of: types of fields and arguments, members of a union. */
function namesIn(type: TypeDefinitionNode): readonly string[] {
  switch (type.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      return (type.fields ?? []).flatMap((field) => [
        nameIn(field.type),
        ...(field.arguments ?? []).map((argument) => nameIn(argument.type)),
      ]);
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return (type.fields ?? []).map((field) => nameIn(field.type));
    case Kind.UNION_TYPE_DEFINITION:
      return (type.types ?? []).map(({ name }) => name.value);
    case Kind.SCALAR_TYPE_DEFINITION:
    case Kind.ENUM_TYPE_DEFINITION:
      return [];
  }
}

function nameIn(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameIn(type.type);
}

function interfaceNamesOf(type: TypeDefinitionNode): readonly string[] {
  const hasInterfaces =
    type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_DEFINITION;
  return hasInterfaces ? (type.interfaces ?? []).map(({ name }) => name.value) : [];
}
