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
  /** Every scope that any coordinate names, sorted: nothing else of a token changes what is filtered. */
  readonly scopes: readonly string[];
}

const enforcedFeatures = ['authenticated', 'requiresScopes', 'policy'];

/** The access map of a supergraph. Refuses a security feature that is unknown or renamed, because it would not be enforced. */
export function readAccessMap(supergraph: DocumentNode): AccessMap {
  refuseUnknownSecurity(supergraph);
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
    ofType: (typeName) => requirements.get(typeName),
    ofField: (typeName, fieldName) => requirements.get(`${typeName}.${fieldName}`),
    scopes: [...new Set(scopes)].sort(),
  };
}

function refuseUnknownSecurity(supergraph: DocumentNode): void {
  const schema = supergraph.definitions.find((definition) => definition.kind === Kind.SCHEMA_DEFINITION);
  for (const link of schema?.directives ?? []) {
    if (link.name.value !== 'link' || textOf(link, 'for') !== 'SECURITY') continue;
    const url = textOf(link, 'url') ?? '';
    const feature = url.split('/').at(-2) ?? url;
    if (!enforcedFeatures.includes(feature) || textOf(link, 'as') !== undefined || hasImport(link)) {
      throw new Error(
        `The supergraph links the security feature ${url} in a way that this gateway does not enforce.`,
      );
    }
  }
}

function textOf(directive: DirectiveNode, argument: string): string | undefined {
  const value = directive.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;
}

function hasImport(directive: DirectiveNode): boolean {
  const value = directive.arguments?.find(({ name }) => name.value === 'import')?.value;
  const isRenaming = (item: ObjectValueNode) => item.fields.some(({ name }) => name.value === 'as');
  return (
    value?.kind === Kind.LIST && value.values.some((item) => item.kind === Kind.OBJECT && isRenaming(item))
  );
}
