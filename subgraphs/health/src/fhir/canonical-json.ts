import { createHash } from 'node:crypto';
import { isJsonObject } from './element-checks.ts';
import { WrittenNumber } from './written-number.ts';

const needsEscape = /["\\\u0000-\u001f\ud800-\udfff]/;

/** The one text of a parsed JSON value: keys sorted by code unit, no white space, numbers as written, strings as JSON.stringify writes them. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (isJsonObject(value)) return canonicalObject(value);
  if (Array.isArray(value)) return canonicalList(value);
  return value instanceof WrittenNumber ? value.text : String(value);
}

/** Hex SHA-256 of the canonical text in UTF-8: equal for two texts that say the same, whatever their key order and spacing. */
export function contentHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

function canonicalList(list: readonly unknown[]): string {
  let text = '[';
  for (let index = 0; index < list.length; index += 1) {
    if (index > 0) text += ',';
    text += canonicalJson(list[index]);
  }
  return `${text}]`;
}

function canonicalObject(object: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(object).sort();
  let text = '{';
  for (const name of names) {
    if (text.length > 1) text += ',';
    text += `${quoted(name)}:${canonicalJson(object[name])}`;
  }
  return `${text}}`;
}

function quoted(text: string): string {
  return needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`;
}
