import type { KeyObject } from 'node:crypto';
import type { Viewer } from '@rotunda/platform/viewer';
import type { AuditEntry } from './audit-entry.ts';
import { canonicalJson } from './canonical-json.ts';
import type { AuditedOperation } from './describe-operation.ts';
import { keyedHash } from './keyed-hash.ts';
import type { WrittenRecord } from './segment-writer.ts';

/**
 * The record of one operation. It is put together as text, in the order of canonical JSON, because what records of one operation
 * and of one viewer have in common is written only once.
 */
export function draftOperation(entry: AuditEntry, at: string, hashKey: KeyObject): WrittenRecord {
  const { agreement, document, operation, variables, errors, events, outcome, requestId, viewer } = entry;
  let before = agreement === undefined ? '' : `"agreement":${JSON.stringify(agreement)},`;
  before += `"at":"${at}"`;
  if (document !== undefined) before += `,"document":"${document}"`;
  if (errors.length > 0) before += `,"errors":${canonicalJson([...new Set(errors)].sort())}`;
  if (events !== undefined) before += `,"events":${events}`;

  const between = operation
    ? `${keysOf(operation, entry.coerced ?? {}, hashKey)}"kind":"operation","operation":{${operation.text}},"outcome":"${outcome}"`
    : `"kind":"operation","outcome":"${outcome}"`;
  const after = `"requestId":${JSON.stringify(requestId)},${variablesOf(variables, hashKey)}"viewer":${textOfViewer(viewer)}`;
  return {
    draft: { at, before, between, after },
    fields: operation?.fields,
  };
}

/** With a comma behind it, or empty. */
function keysOf(
  { entityKeys }: AuditedOperation,
  coerced: Readonly<Record<string, unknown>>,
  hashKey: KeyObject,
): string {
  const hashes = new Map<string, string[]>();
  entityKeys(coerced, (coordinate, key) => {
    const known = hashes.get(coordinate);
    const hash = keyedHash(hashKey, 'key', key);
    if (!known) hashes.set(coordinate, [hash]);
    else if (!known.includes(hash)) known.push(hash);
  });
  if (hashes.size === 0) return '';
  let text = '';
  for (const coordinate of [...hashes.keys()].sort())
    text += `${text === '' ? '' : ','}"${coordinate}":["${hashes.get(coordinate)?.join('","')}"]`;
  return `"keys":{${text}},`;
}

/** With a comma behind it, or empty. */
function variablesOf(variables: Readonly<Record<string, unknown>>, hashKey: KeyObject): string {
  for (const _name in variables)
    return `"variables":"${keyedHash(hashKey, 'variables', canonicalJson(variables))}",`;
  return '';
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
