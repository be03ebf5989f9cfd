import {
  type GraphQLFieldConfig,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  defaultFieldResolver,
  isObjectType,
} from 'graphql';
import {
  type AccessRequirement,
  type NamedPolicies,
  accessRequirementOf,
  meetsRequirement,
} from './access-requirement.ts';
import { Refusal } from './refusal.ts';
import type { Viewer } from './viewer.ts';

export interface WingPolicies {
  /** Root fields (`Query.campaign`) and entity types (`Region`) that anybody may reach; all others need a directive. */
  readonly publicFields: readonly string[];
  /** What the names in `@policy` mean in this wing. */
  readonly named: NamedPolicies;
}

interface WingContext {
  readonly viewer: Viewer;
}

type Field = Pick<GraphQLFieldConfig<unknown, WingContext>, 'resolve' | 'subscribe'>;

/**
 * Makes a wing enforce the directives of its own SDL, whoever calls it. Stops the start (throws) when a root field or an
 * entity type is neither guarded by a directive nor named as public, and when a policy has no meaning.
 */
export function enforcePolicies(schema: GraphQLSchema, policies: WingPolicies): void {
  const objectTypes = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType =>
      isObjectType(type) && !type.name.startsWith('__') && type.name !== '_Service',
  );
  const rootTypes = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
  const unguarded: string[] = [];
  const reachable = new Set<string>();

  for (const type of objectTypes) {
    const ofType = accessRequirementOf(type.astNode?.directives);
    if (isEntity(type)) {
      reachable.add(type.name);
      if (!ofType && !policies.publicFields.includes(type.name)) unguarded.push(type.name);
    }
    for (const field of Object.values(type.getFields())) {
      const ofField = accessRequirementOf(field.astNode?.directives);
      const coordinate = `${type.name}.${field.name}`;
      const requirements = [ofType, ofField].filter((requirement) => requirement !== undefined);
      if (rootTypes.has(type) && !field.name.startsWith('_')) {
        reachable.add(coordinate);
        if (!requirements.length && !policies.publicFields.includes(coordinate)) unguarded.push(coordinate);
      }
      requirements.forEach((requirement) => refuseUndefinedPolicies(coordinate, requirement, policies.named));
      if (requirements.length) guard(field, requirements, policies.named);
    }
  }

  const stale = policies.publicFields.filter((coordinate) => !reachable.has(coordinate));
  if (unguarded.length || stale.length) {
    throw new Error(
      `Every root field and entity type needs a directive of access or a line in publicFields. Unguarded: ${unguarded.join(', ') || 'none'}. Lines without a field: ${stale.join(', ') || 'none'}.`,
    );
  }
}

function isEntity(type: GraphQLObjectType): boolean {
  return type.astNode?.directives?.some((directive) => directive.name.value === 'key') ?? false;
}

function refuseUndefinedPolicies(
  coordinate: string,
  requirement: AccessRequirement,
  named: NamedPolicies,
): void {
  const unknown = requirement.policies.flat().filter((policy) => !(policy in named));
  if (unknown.length)
    throw new Error(`${coordinate} asks for a policy that nobody defined: ${unknown.join(', ')}.`);
}

function guard(field: Field, requirements: readonly AccessRequirement[], named: NamedPolicies): void {
  const admit = ({ viewer }: WingContext) => {
    if (requirements.every((requirement) => meetsRequirement(requirement, viewer, named))) return;
    throw viewer.authenticated
      ? new Refusal('FORBIDDEN', 'Your token does not cover this field.')
      : new Refusal('UNAUTHENTICATED', 'This field needs an access token.');
  };
  field.resolve = admitFirst(field.resolve ?? defaultFieldResolver, admit);
  if (field.subscribe) field.subscribe = admitFirst(field.subscribe, admit);
}

function admitFirst(
  resolver: GraphQLFieldResolver<unknown, WingContext>,
  admit: (context: WingContext) => void,
): GraphQLFieldResolver<unknown, WingContext> {
  return (source, values, context, info) => {
    admit(context);
    return resolver(source, values, context, info);
  };
}
