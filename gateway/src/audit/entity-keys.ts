import {
  type DocumentNode,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLNamedInputType,
  type GraphQLSchema,
  Kind,
  TypeInfo,
  type ValueNode,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** Hears each value that an operation gives for an `ID`, and the coordinate that asks for it. */
export type TellKey = (coordinate: string, key: string) => void;

/** Tells the entity keys of one request, in the order of the document. */
export type EntityKeyReader = (coerced: Readonly<Record<string, unknown>>, tell: TellKey) => void;

/**
 * Whom an operation is about, by one rule: every value given for an `ID`, in an argument of a field or in a field of an input
 * object, written out or in a variable. Coordinates are those of the GraphQL specification, `Query.patient(id:)` or
 * `OrderInput.facility`. A key of another scalar is not told; the hash of all variables covers it.
 */
export function compileEntityKeys(asked: DocumentNode, schema: GraphQLSchema): EntityKeyReader {
  const readers: EntityKeyReader[] = [];
  const typeInfo = new TypeInfo(schema);
  visit(
    asked,
    visitWithTypeInfo(typeInfo, {
      Directive: () => false,
      Argument: ({ name, value }) => {
        const type = typeInfo.getArgument()?.type;
        const coordinate = `${typeInfo.getParentType()?.name}.${typeInfo.getFieldDef()?.name}(${name.value}:)`;
        if (type && leadsToId(type)) readers.push(readerOf(value, type, coordinate));
        return false;
      },
    }),
  );
  return (coerced, tell) => readers.forEach((read) => read(coerced, tell));
}

function readerOf(node: ValueNode, type: GraphQLInputType, coordinate: string): EntityKeyReader {
  const bare = getNullableType(type);
  if (node.kind === Kind.VARIABLE) {
    const name = node.name.value;
    return (coerced, tell) => tellKeysIn(coerced[name], type, coordinate, tell);
  }
  if (node.kind === Kind.LIST && isListType(bare)) {
    const readers = node.values.map((value) => readerOf(value, bare.ofType, coordinate));
    return (coerced, tell) => readers.forEach((read) => read(coerced, tell));
  }
  if (isListType(bare)) return readerOf(node, bare.ofType, coordinate);
  if (node.kind === Kind.OBJECT && isInputObjectType(bare)) {
    const fields = bare.getFields();
    const readers = node.fields.flatMap(({ name, value }) => {
      const field = fields[name.value];
      return field && leadsToId(field.type)
        ? [readerOf(value, field.type, `${bare.name}.${field.name}`)]
        : [];
    });
    return (coerced, tell) => readers.forEach((read) => read(coerced, tell));
  }
  const isKey = node.kind === Kind.STRING || node.kind === Kind.INT;
  return isKey ? (_coerced, tell) => tell(coordinate, node.value) : () => {};
}

function tellKeysIn(value: unknown, type: GraphQLInputType, coordinate: string, tell: TellKey): void {
  if (value === null || value === undefined) return;
  const bare = getNullableType(type);
  if (isListType(bare)) {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    items.forEach((item) => tellKeysIn(item, bare.ofType, coordinate, tell));
  } else if (isInputObjectType(bare)) {
    for (const [name, member] of Object.entries(value)) {
      const field = bare.getFields()[name];
      if (field && leadsToId(field.type)) tellKeysIn(member, field.type, `${bare.name}.${name}`, tell);
    }
  } else if (typeof value === 'string') {
    tell(coordinate, value);
  }
}

const known = new WeakMap<object, boolean>();

/** Whether a value of the type may hold an `ID`, however deep. */
function leadsToId(type: GraphQLInputType): boolean {
  const named = getNamedType(type);
  if (named.name === 'ID') return true;
  if (!isInputObjectType(named)) return false;
  const answer = known.get(named);
  if (answer !== undefined) return answer;
  const reaches = [...reachableTypes(named, new Set([named]))].some((reached) => reached.name === 'ID');
  known.set(named, reaches);
  return reaches;
}

function* reachableTypes(
  type: GraphQLInputObjectType,
  seen: Set<GraphQLNamedInputType>,
): Generator<GraphQLNamedInputType> {
  for (const field of Object.values(type.getFields())) {
    const named = getNamedType(field.type);
    if (seen.has(named)) continue;
    seen.add(named);
    yield named;
    if (isInputObjectType(named)) yield* reachableTypes(named, seen);
  }
}
