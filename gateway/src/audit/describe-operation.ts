import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { canonicalJson } from './canonical-json.ts';
import { type EntityKeyReader, compileEntityKeys } from './entity-keys.ts';
import { type RecordDraft, draftRecord } from './record-draft.ts';

/** What the records of one prepared operation have in common, worked out once. */
export interface AuditedOperation {
  /** `{"fields","name","type"}` without braces, as canonical JSON; `fields` is the hash below. */
  readonly text: string;
  readonly fields: AskedFields;
  readonly entityKeys: EntityKeyReader;
}

/** Which coordinates an operation asks: what these viewers may see of it, and what they may not. */
export interface AskedFields {
  readonly allowed: readonly string[];
  readonly denied: readonly string[];
  /** SHA-256 of `{"allowed","denied"}` as canonical JSON, in hexadecimal. */
  readonly hash: string;
  /** The record that says what the hash stands for. */
  draft(at: string): RecordDraft;
}

const longestName = 100;

/** Coordinates, entity keys and name of an operation for viewers of one access profile. */
export function describeOperation(
  prepared: { readonly document: DocumentNode; readonly operation: OperationDefinitionNode },
  schema: GraphQLSchema,
  isDenied: (typeName: string, fieldName: string) => boolean,
): AuditedOperation {
  const asked = documentOf(prepared.document, prepared.operation);
  const fields = askedFieldsOf(asked, schema, isDenied);
  const name = prepared.operation.name?.value.slice(0, longestName);
  const text = canonicalJson({ fields: fields.hash, name, type: prepared.operation.operation }).slice(1, -1);
  return { text, fields, entityKeys: compileEntityKeys(asked, schema) };
}

function askedFieldsOf(
  asked: DocumentNode,
  schema: GraphQLSchema,
  isDenied: (typeName: string, fieldName: string) => boolean,
): AskedFields {
  const allowed = new Set<string>();
  const denied = new Set<string>();
  const typeInfo = new TypeInfo(schema);
  visit(
    asked,
    visitWithTypeInfo(typeInfo, {
      Field: ({ name: { value: field } }) => {
        const type = typeInfo.getParentType()?.name ?? '';
        const isRefused = isDenied(type, field);
        (isRefused ? denied : allowed).add(`${type}.${field}`);
        return isRefused ? false : undefined;
      },
    }),
  );
  const coordinates = { allowed: [...allowed].sort(), denied: [...denied].sort() };
  const hash = createHash('sha256').update(canonicalJson(coordinates)).digest('hex');
  return {
    ...coordinates,
    hash,
    draft: (at) => draftRecord({ at, kind: 'fields', ...coordinates, fields: hash }),
  };
}

/** Of a document of several operations, the one that was asked for, with all fragments: an unused one does not validate. */
function documentOf(document: DocumentNode, operation: OperationDefinitionNode): DocumentNode {
  const definitions = document.definitions.filter(
    (definition) => definition === operation || definition.kind === Kind.FRAGMENT_DEFINITION,
  );
  return { kind: Kind.DOCUMENT, definitions };
}
