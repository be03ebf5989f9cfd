import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  type VariableDefinitionNode,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  typeFromAST,
  valueFromAST,
} from 'graphql';

type Values = Readonly<Record<string, unknown>>;

/** Stands for whatever is not plainly valid: the general way decides, and words the refusal. */
const unclear = Symbol('unclear');

type Coerce = (value: unknown) => unknown;

/**
 * The coercion of an operation's variables, compiled once. Gives what graphql-js gives for values that are plainly valid, and
 * `undefined` for all others, which graphql-js has to judge.
 */
export function compileVariables(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
): (given: Values) => Values | undefined {
  const variables = definitions.map((definition) => {
    const type = typeFromAST(schema, definition.type);
    return {
      name: definition.variable.name.value,
      coerce: isInputType(type) ? coercionOf(type, new Map()) : () => unclear,
      isRequired: isNonNullType(type),
      fallback:
        isInputType(type) && definition.defaultValue
          ? valueFromAST(definition.defaultValue, type)
          : undefined,
    };
  });

  return (given) => {
    const coerced: Record<string, unknown> = {};
    for (const { name, coerce, isRequired, fallback } of variables) {
      if (Object.hasOwn(given, name)) {
        const value = coerce(given[name]);
        if (value === unclear) return undefined;
        coerced[name] = value;
      } else if (fallback !== undefined) {
        coerced[name] = fallback;
      } else if (isRequired) {
        return undefined;
      }
    }
    return coerced;
  };
}

function coercionOf(type: GraphQLInputType, known: Map<GraphQLInputType, Coerce>): Coerce {
  if (isNonNullType(type)) {
    const coerce = coercionOf(type.ofType, known);
    return (value) => (value === null || value === undefined ? unclear : coerce(value));
  }
  const coerce = isListType(type)
    ? ofList(coercionOf(type.ofType, known))
    : isInputObjectType(type)
      ? ofInputObject(type, known)
      : ofLeaf(type);
  return (value) => (value === null || value === undefined ? null : coerce(value));
}

function ofList(coerceItem: Coerce): Coerce {
  return (value) => {
    if (!Array.isArray(value)) return unclear;
    const items: unknown[] = [];
    for (const item of value) {
      const coerced = coerceItem(item);
      if (coerced === unclear) return unclear;
      items.push(coerced);
    }
    return items;
  };
}

function ofInputObject(type: GraphQLInputObjectType, known: Map<GraphQLInputType, Coerce>): Coerce {
  const found = known.get(type);
  if (found) return found;
  // An input type may contain itself: what it consists of is worked out at first use.
  let fields: readonly { name: string; coerce: Coerce; isRequired: boolean; fallback: unknown }[] | undefined;
  const coerce: Coerce = (value) => {
    if (!isRecord(value) || type.isOneOf) return unclear;
    fields ??= Object.values(type.getFields()).map((field) => ({
      name: field.name,
      coerce: coercionOf(field.type, known),
      isRequired: isNonNullType(field.type),
      fallback: field.defaultValue,
    }));
    return coerceFields(value, fields);
  };
  known.set(type, coerce);
  return coerce;
}

function coerceFields(
  given: Values,
  fields: readonly { name: string; coerce: Coerce; isRequired: boolean; fallback: unknown }[],
): unknown {
  const coerced: Record<string, unknown> = {};
  let found = 0;
  for (const { name, coerce, isRequired, fallback } of fields) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value !== undefined) {
      found += 1;
      const fieldValue = coerce(value);
      if (fieldValue === unclear) return unclear;
      coerced[name] = fieldValue;
    } else if (fallback !== undefined) {
      coerced[name] = fallback;
    } else if (isRequired) {
      return unclear;
    }
  }
  return found === Object.keys(given).length ? coerced : unclear;
}

function ofLeaf(type: { parseValue(value: unknown): unknown }): Coerce {
  return (value) => {
    try {
      const parsed = type.parseValue(value);
      return parsed === undefined ? unclear : parsed;
    } catch {
      return unclear;
    }
  };
}

function isRecord(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
