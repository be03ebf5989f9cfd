import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  isInputObjectType,
  isInputType,
  isLeafType,
  isListType,
  isNonNullType,
  typeFromAST,
} from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;

/** Variables as resolvers get them; undefined where something about them is odd, be it wrong or only unusual. */
export type CoerceVariables = (given: Variables) => Record<string, unknown> | undefined;

/** Says that a value is not of the usual kind. */
const odd = Symbol('odd');
type Coerce = (value: unknown) => unknown;

/** Coercion of what is as it should be, ready to run many times. Whoever needs to know what is odd asks graphql-js. */
export function compileVariables(schema: GraphQLSchema, operation: OperationDefinitionNode): CoerceVariables {
  const compile = createInputCompiler();
  const variables = (operation.variableDefinitions ?? []).map(({ variable, type: node, defaultValue }) => {
    const type = typeFromAST(schema, node);
    return {
      name: variable.name.value,
      mayBeLeftOut: !isNonNullType(type) && defaultValue === undefined,
      coerce: isInputType(type) ? compile(type) : () => odd,
    };
  });
  return (given) => {
    const coerced: Record<string, unknown> = {};
    for (const { name, mayBeLeftOut, coerce } of variables) {
      if (!Object.hasOwn(given, name)) {
        if (mayBeLeftOut) continue;
        return undefined;
      }
      const value = coerce(given[name]);
      if (value === odd) return undefined;
      coerced[name] = value;
    }
    return coerced;
  };
}

function createInputCompiler(): (type: GraphQLInputType) => Coerce {
  const objects = new Map<GraphQLInputObjectType, Coerce>();

  function compile(type: GraphQLInputType): Coerce {
    if (isNonNullType(type)) {
      const inner = compile(type.ofType);
      return (value) => (value == null ? odd : inner(value));
    }
    const whole = compileNullable(type);
    return (value) => (value === null ? null : value === undefined ? odd : whole(value));
  }

  function compileNullable(type: GraphQLInputType): Coerce {
    if (isListType(type)) return listOf(compile(type.ofType));
    if (isInputObjectType(type)) {
      // A type may hold itself, so its fields are compiled when the first value comes.
      return (value) => objectCoercion(type)(value);
    }
    return isLeafType(type) ? (value) => parsed(type, value) : () => odd;
  }

  function objectCoercion(type: GraphQLInputObjectType): Coerce {
    const known = objects.get(type);
    if (known) return known;
    const coerce = type.isOneOf ? () => odd : objectOf(type, compile);
    objects.set(type, coerce);
    return coerce;
  }

  return compile;
}

function parsed(type: { parseValue(value: unknown): unknown }, value: unknown): unknown {
  try {
    const result = type.parseValue(value);
    return result === undefined ? odd : result;
  } catch {
    return odd;
  }
}

function listOf(item: Coerce): Coerce {
  return (value) => {
    if (!Array.isArray(value)) return odd;
    const coerced: unknown[] = value.map(item);
    return coerced.includes(odd) ? odd : coerced;
  };
}

function objectOf(type: GraphQLInputObjectType, compile: (type: GraphQLInputType) => Coerce): Coerce {
  const fields = Object.values(type.getFields()).map(({ name, type: fieldType, defaultValue }) => ({
    name,
    defaultValue,
    isNeeded: isNonNullType(fieldType) && defaultValue === undefined,
    coerce: compile(fieldType),
  }));
  return (value) => {
    if (!isRecord(value)) return odd;
    const coerced: Record<string, unknown> = {};
    let given = 0;
    for (const { name, defaultValue, isNeeded, coerce } of fields) {
      const part = value[name];
      if (part === undefined) {
        if (isNeeded || name in value) return odd;
        if (defaultValue !== undefined) coerced[name] = defaultValue;
        continue;
      }
      const whole = coerce(part);
      if (whole === odd) return odd;
      coerced[name] = whole;
      given += 1;
    }
    return Object.keys(value).length === given ? coerced : odd;
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
