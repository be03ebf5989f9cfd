import type { KeyObject } from 'node:crypto';
import type { Viewer } from '@rotunda/platform/viewer';
import type { AuditEntry } from './audit-entry.ts';
import { canonicalJson } from './canonical-json.ts';
import type { AuditedOperation } from './describe-operation.ts';
import { keyedHash } from './keyed-hash.ts';
import { type RecordDraft, draftRecord } from './record-draft.ts';
import type { WrittenRecord } from './segment-writer.ts';

/**
 * The record of one operation. It is put together as text, in the order of canonical JSON, because what records of one operation
 * and of one viewer have in common is written only once.
 */
export function draftOperation(entry: AuditEntry, at: string, hashKey: KeyObject): WrittenRecord {
  const { agreement, document, operation, variables, errors, outcome, requestId, viewer } = entry;
  const distinctErrors = [...new Set(errors)].sort();
  const draft = {
    at,
    before: membersOf(
      agreement === undefined ? '' : `"agreement":${JSON.stringify(agreement)}`,
      `"at":"${at}"`,
      document === undefined ? '' : `"document":"${document}"`,
      distinctErrors.length === 0 ? '' : `"errors":${canonicalJson(distinctErrors)}`,
      entry.events === undefined ? '' : `"events":${entry.events}`,
    ),
    between: membersOf(
      operation ? keysOf(operation, entry.coerced ?? {}, hashKey) : '',
      '"kind":"operation"',
      operation ? `"operation":{${operation.text}}` : '',
      `"outcome":"${outcome}"`,
    ),
    after: membersOf(
      `"requestId":${JSON.stringify(requestId)}`,
      variablesOf(variables, hashKey),
      `"viewer":${textOfViewer(viewer)}`,
    ),
  };
  return {
    draft,
    fields: operation && { hash: operation.fields.hash, draft: () => draftFields(operation, at) },
  };
}

function membersOf(...members: readonly string[]): string {
  return members.filter((member) => member !== '').join(',');
}

function keysOf(
  { entityKeys }: AuditedOperation,
  coerced: Readonly<Record<string, unknown>>,
  hashKey: KeyObject,
): string {
  const hashes: Record<string, Set<string>> = {};
  entityKeys(coerced, (coordinate, key) => {
    (hashes[coordinate] ??= new Set()).add(keyedHash(hashKey, 'key', key));
  });
  const members = Object.keys(hashes)
    .sort()
    .map((coordinate) => `${JSON.stringify(coordinate)}:${canonicalJson([...(hashes[coordinate] ?? [])])}`);
  return members.length === 0 ? '' : `"keys":{${members.join(',')}}`;
}

function variablesOf(variables: Readonly<Record<string, unknown>>, hashKey: KeyObject): string {
  if (Object.keys(variables).length === 0) return '';
  return `"variables":"${keyedHash(hashKey, 'variables', canonicalJson(variables))}"`;
}

const viewerTexts = new WeakMap<Viewer, string>();

function textOfViewer(viewer: Viewer): string {
  const known = viewerTexts.get(viewer);
  if (known !== undefined) return known;
  const { agency, purpose, subject } = viewer;
  const text = canonicalJson({ agency, purpose, subject });
  viewerTexts.set(viewer, text);
  return text;
}

function draftFields({ fields }: AuditedOperation, at: string): RecordDraft {
  const { allowed, denied, hash } = fields;
  return draftRecord({ at, kind: 'fields', allowed, denied, fields: hash });
}
