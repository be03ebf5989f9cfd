import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import type { AskWing } from '@rotunda/gateway/execution/ask-wing';
import {
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  TypeInfo,
  executeSync,
  getNamedType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  parse,
  visit,
  visitWithTypeInfo,
} from 'graphql';

export interface MockWings {
  readonly wings: Readonly<Record<string, AskWing>>;
  /** `Type.field` of everything that was asked of a wing since the last call. */
  takeAsked(): ReadonlySet<string>;
}

/**
 * Wings that answer any question of their contract with a made-up value of the right type, and note what they were asked. Where one value of an
 * interface or union is asked, `turn` says of which of its types.
 */
export function createMockWings(supergraphSdl: string, turn: () => number = () => 0): MockWings {
  const supergraph = Supergraph.build(supergraphSdl, {
    supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  });
  const asked = new Set<string>();
  const wings = [...supergraph.subgraphs()].map(({ name, schema }): [string, AskWing] => [
    name,
    mockWing(schema.toGraphQLJSSchema(), asked, turn),
  ]);
  return {
    wings: Object.fromEntries(wings),
    takeAsked() {
      const taken = new Set(asked);
      asked.clear();
      return taken;
    },
  };
}

function mockWing(schema: GraphQLSchema, asked: Set<string>, turn: () => number): AskWing {
  return async ({ document, variables }) => {
    const node = parse(document);
    const typeInfo = new TypeInfo(schema);
    const note = {
      Field: () => void asked.add(`${typeInfo.getParentType()?.name}.${typeInfo.getFieldDef()?.name}`),
    };
    visit(node, visitWithTypeInfo(typeInfo, note));
    const { data, errors } = executeSync({
      schema,
      document: node,
      variableValues: variables ?? {},
      fieldResolver: (_parent, given, _context, info) => mockField(given, info, turn()),
      typeResolver: (value) => Object(value).__typename,
    });
    if (errors) throw errors[0];
    return JSON.parse(JSON.stringify({ data }));
  };
}

function mockField(given: unknown, info: GraphQLResolveInfo, turn: number): unknown {
  if (info.fieldName === '_entities') return Object(given).representations;
  return mockValue(info.returnType, info, turn);
}

function mockValue(type: GraphQLOutputType, info: GraphQLResolveInfo, turn: number): unknown {
  if (isNonNullType(type)) return mockValue(type.ofType, info, turn);
  const named = getNamedType(type);
  const types = isAbstractType(named) ? info.schema.getPossibleTypes(named) : [named];
  if (isListType(type)) return types.map((one) => mockOne(one, info));
  const chosen = types[turn % types.length];
  return chosen && mockOne(chosen, info);
}

function mockOne(type: GraphQLOutputType, { parentType, fieldName }: GraphQLResolveInfo): unknown {
  if (!isLeafType(type)) return { __typename: getNamedType(type).name };
  if (isEnumType(type)) return type.getValues()[0]?.value;
  const plain: Readonly<Record<string, unknown>> = { Int: 1, Float: 1.5, Boolean: true };
  return plain[type.name] ?? `§${parentType.name}.${fieldName}`;
}
