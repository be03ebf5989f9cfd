import {
  type DirectiveNode,
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { fragmentsOf } from '../compiled/collect-fields.ts';

/** An operation of which every deferred fragment has a label of its own and is written where it is spread. */
export interface ExpandedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** The caller's own label of each deferred fragment, by the label that it has here; empty where nothing is deferred. */
  readonly labels: ReadonlyMap<string, string | undefined>;
}

/** The same document with nothing deferred. */
export function withoutDefer(document: DocumentNode): DocumentNode {
  return visit(document, { Directive: ({ name }) => (name.value === 'defer' ? null : undefined) });
}

/**
 * What an operation defers under coerced variables. Root fields of a mutation and what a subscription gives are not deferred: a mutation's
 * fields run one after another, and an event is whole.
 */
export function expandDefers(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): ExpandedOperation {
  const fragments = fragmentsOf(document);
  const labels = new Map<string, string | undefined>();

  function expandSet({ selections, ...rest }: SelectionSetNode, mayDefer: boolean): SelectionSetNode {
    return { ...rest, selections: selections.flatMap((selection) => expand(selection, mayDefer)) };
  }

  function expand(selection: SelectionNode, mayDefer: boolean): readonly SelectionNode[] {
    if (selection.kind === Kind.FIELD) {
      const { selectionSet } = selection;
      return [selectionSet ? { ...selection, selectionSet: expandSet(selectionSet, mayBelow) } : selection];
    }
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    if (!fragment) return [];
    const { typeCondition, selectionSet } = fragment;
    return [
      {
        kind: Kind.INLINE_FRAGMENT,
        ...(typeCondition ? { typeCondition } : {}),
        directives: (selection.directives ?? []).flatMap((directive) => labelled(directive, mayDefer)),
        selectionSet: expandSet(selectionSet, mayDefer),
      },
    ];
  }

  function labelled(directive: DirectiveNode, mayDefer: boolean): readonly DirectiveNode[] {
    if (directive.name.value !== 'defer') return [directive];
    if (!mayDefer || !isWanted(directive, variables)) return [];
    const label = `part${labels.size}`;
    labels.set(label, labelOf(directive));
    return [{ ...directive, arguments: [labelArgument(label)] }];
  }

  const mayBelow = operation.operation !== OperationTypeNode.SUBSCRIPTION;
  const expanded = {
    ...operation,
    selectionSet: expandSet(operation.selectionSet, operation.operation === OperationTypeNode.QUERY),
  };
  return { document: { kind: Kind.DOCUMENT, definitions: [expanded] }, operation: expanded, labels };
}

function isWanted({ arguments: values }: DirectiveNode, variables: Readonly<Record<string, unknown>>) {
  const condition = values?.find(({ name }) => name.value === 'if')?.value;
  if (condition?.kind === Kind.VARIABLE) return variables[condition.name.value] !== false;
  return condition?.kind !== Kind.BOOLEAN || condition.value;
}

function labelOf({ arguments: values }: DirectiveNode): string | undefined {
  const label = values?.find(({ name }) => name.value === 'label')?.value;
  return label?.kind === Kind.STRING ? label.value : undefined;
}

function labelArgument(label: string) {
  const name = { kind: Kind.NAME as const, value: 'label' };
  return { kind: Kind.ARGUMENT as const, name, value: { kind: Kind.STRING as const, value: label } };
}
