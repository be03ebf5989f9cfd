import { type AccessRequirement, accessRequirementOf } from '@rotunda/platform/access-requirement';
import {
  type ConstDirectiveNode,
  type DirectiveNode,
  type DocumentNode,
  Kind,
  type ObjectValueNode,
  isTypeDefinitionNode,
} from 'graphql';

/** What the supergraph's directives ask of a viewer, by coordinate. */
export interface AccessMap {
  /** Of a type, whoever reaches it; composition gives an interface the sum of its implementers. */
  ofType(typeName: string): AccessRequirement | undefined;
  ofField(typeName: string, fieldName: string): AccessRequirement | undefined;
  /** All of them, by `Type` or `Type.field`. */
  readonly requirements: ReadonlyMap<string, AccessRequirement>;
  /** Every scope that any coordinate names, sorted: nothing else of a token changes what is filtered. */
  readonly scopes: readonly string[];
}

/** What the gateway does something about; a feature of another purpose may be ignored, these may not. */
const enforcedFeatures: Readonly<Record<string, readonly string[]>> = {
  SECURITY: ['authenticated', 'requiresScopes', 'policy', 'inaccessible'],
  EXECUTION: ['join'],
};

/** The access map of a supergraph. Refuses a feature of security or execution that is unknown or renamed, because nothing would come of it. */
export function readAccessMap(supergraph: DocumentNode): AccessMap {
  refuseUnknownFeatures(supergraph);
  const requirements = new Map<string, AccessRequirement>();
  const note = (coordinate: string, directives: readonly ConstDirectiveNode[] | undefined) => {
    const requirement = accessRequirementOf(directives);
    if (requirement) requirements.set(coordinate, requirement);
  };

  for (const definition of supergraph.definitions) {
    if (!isTypeDefinitionNode(definition)) continue;
    note(definition.name.value, definition.directives);
    if (!('fields' in definition)) continue;
    for (const field of definition.fields ?? []) {
      note(`${definition.name.value}.${field.name.value}`, field.directives);
    }
  }

  const scopes = [...requirements.values()].flatMap((requirement) => requirement.scopes.flat());
  return {
    requirements,
    ofType: (typeName) => requirements.get(typeName),
    ofField: (typeName, fieldName) => requirements.get(`${typeName}.${fieldName}`),
    scopes: [...new Set(scopes)].sort(),
  };
}

function refuseUnknownFeatures(supergraph: DocumentNode): void {
  const schema = supergraph.definitions.find((definition) => definition.kind === Kind.SCHEMA_DEFINITION);
  for (const link of schema?.directives ?? []) {
    const enforced = enforcedFeatures[textOf(link, 'for') ?? ''];
    if (link.name.value !== 'link' || !enforced) continue;
    const url = textOf(link, 'url') ?? '';
    const feature = url.split('/').at(-2) ?? url;
    if (!enforced.includes(feature) || textOf(link, 'as') !== undefined || hasRenaming(link)) {
      throw new Error(`The supergraph links the feature ${url} in a way that this gateway does not enforce.`);
    }
  }
}

function textOf(directive: DirectiveNode, argument: string): string | undefined {
  const value = directive.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;
}

function hasRenaming(directive: DirectiveNode): boolean {
  const value = directive.arguments?.find(({ name }) => name.value === 'import')?.value;
  const isRenaming = (item: ObjectValueNode) => item.fields.some(({ name }) => name.value === 'as');
  return (
    value?.kind === Kind.LIST && value.values.some((item) => item.kind === Kind.OBJECT && isRenaming(item))
  );
}
