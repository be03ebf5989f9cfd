import {
  type FieldNode,
  type GraphQLResolveInfo,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';

/** FHIR type that a field of Patient or PatientSummary reads. */
const typeByField: Readonly<Record<string, string>> = {
  conditions: 'Condition',
  problems: 'Condition',
  pastProblems: 'Condition',
  allergies: 'AllergyIntolerance',
  medications: 'MedicationRequest',
  immunizations: 'Immunization',
  observations: 'Observation',
  results: 'Observation',
  vitalSigns: 'Observation',
  socialHistory: 'Observation',
  procedures: 'Procedure',
  accessLog: 'AuditEvent',
};

/** Fields between a root field and the patients it gives, and between a patient and its sections. */
const passedThrough = new Set(['edges', 'node', 'nodes', 'summary']);
const fhirTypePattern = /^[A-Z][A-Za-z]{1,63}$/;

type Selection = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'variableValues'>;

/**
 * FHIR types that an operation is about to read of the patients a field gives, so that one access event names them all.
 * A kind that it misses is logged on its own when it is read.
 */
export function selectedKinds(info: Selection): readonly string[] {
  const kinds = new Set<string>();
  info.fieldNodes.forEach((node) => collectFrom(node.selectionSet, info, kinds));
  return [...kinds].sort();
}

/** Names of the fields an operation asks of what a field gives. */
export function selectedFields(info: Selection): ReadonlySet<string> {
  const fields = info.fieldNodes.flatMap((node) => fieldsOf(node.selectionSet, info));
  return new Set(fields.map((field) => field.name.value));
}

function collectFrom(selections: SelectionSetNode | undefined, info: Selection, kinds: Set<string>): void {
  for (const field of fieldsOf(selections, info)) {
    const name = field.name.value;
    const fhirType = name === 'records' ? fhirTypeArgument(field, info) : typeByField[name];
    if (fhirType) kinds.add(fhirType);
    else if (passedThrough.has(name)) collectFrom(field.selectionSet, info, kinds);
  }
}

/** Fields of a selection, those of its fragments included; what a variable leaves out is left out. */
function fieldsOf(selections: SelectionSetNode | undefined, info: Selection): readonly FieldNode[] {
  return (selections?.selections ?? []).flatMap((selection) => {
    if (isLeftOut(selection, info)) return [];
    switch (selection.kind) {
      case Kind.FIELD:
        return [selection];
      case Kind.INLINE_FRAGMENT:
        return fieldsOf(selection.selectionSet, info);
      case Kind.FRAGMENT_SPREAD:
        return fieldsOf(info.fragments[selection.name.value]?.selectionSet, info);
    }
  });
}

function fhirTypeArgument(field: FieldNode, info: Selection): string | undefined {
  const node = field.arguments?.find(({ name }) => name.value === 'fhirType')?.value;
  const value: unknown = node && valueFromASTUntyped(node, info.variableValues);
  return typeof value === 'string' && fhirTypePattern.test(value) ? value : undefined;
}

function isLeftOut(selection: SelectionNode, info: Selection): boolean {
  return (selection.directives ?? []).some((directive) => {
    const node = directive.arguments?.[0]?.value;
    const value: unknown = node && valueFromASTUntyped(node, info.variableValues);
    return directive.name.value === 'skip'
      ? value === true
      : directive.name.value === 'include' && value === false;
  });
}
