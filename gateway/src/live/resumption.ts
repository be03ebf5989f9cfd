import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { type ResponseObject, isResponseObject, ownValue } from '../execution/compiled/response-object.ts';

/** How a subscription goes on after a break without its client's help. */
export interface Resumption {
  /** The variable that says where to go on. */
  readonly variable: string;
  /** What an event answers to that variable; undefined where it has no cursor that fits on one line. */
  cursorOf(data: ResponseObject | null | undefined): string | undefined;
}

/**
 * The way back into a subscription: its root field takes `resumeFrom` from a variable, and `cursor` is asked of each event. Undefined
 * where the document has no such way.
 */
export function findResumption(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Resumption | undefined {
  const fragments = fragmentsOf(document);
  const [root] = fieldsOf(operation.selectionSet, fragments);
  const argument = root?.arguments?.find(({ name }) => name.value === 'resumeFrom');
  if (!root?.selectionSet || argument?.value.kind !== Kind.VARIABLE) return undefined;

  const keys = cursorKeysOf(fieldsOf(root.selectionSet, fragments));
  if (keys.length === 0) return undefined;
  const rootKey = keyOf(root);
  return {
    variable: argument.value.name.value,
    cursorOf(data) {
      const event = data && ownValue(data, rootKey);
      if (!isResponseObject(event)) return undefined;
      const cursors = keys.flatMap((key) => readCursor(ownValue(event, key)) ?? []);
      return cursors[0];
    },
  };
}

/** An alias that is a cursor for one type of event and something else for another says nothing. */
function cursorKeysOf(fields: readonly FieldNode[]): readonly string[] {
  const others = new Set(fields.flatMap((field) => (field.name.value === 'cursor' ? [] : [keyOf(field)])));
  const keys = fields.flatMap((field) => (field.name.value === 'cursor' ? [keyOf(field)] : []));
  return [...new Set(keys)].filter((key) => !others.has(key));
}

/** An id of server-sent events is one line; NUL in it would make the client drop it. Source: HTML standard, section 9.2.6. */
function readCursor(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' && !/[\0\r\n]/.test(value) ? value : undefined;
}

function fieldsOf(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): readonly FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    return fragment ? fieldsOf(fragment.selectionSet, fragments) : [];
  });
}

function fragmentsOf({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
}

function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}
