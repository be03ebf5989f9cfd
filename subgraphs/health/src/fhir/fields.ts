import { isJsonObject } from './element-checks.ts';

export type Fields = Readonly<Record<string, unknown>>;

const noFields: Fields = {};

/** A child object; an empty one where there is none, so that chains of optional elements read on. */
export function objectAt(fields: Fields, name: string): Fields {
  const value = fields[name];
  return isJsonObject(value) ? value : noFields;
}

/** The objects of a child list; a single object counts as a list of one. */
export function objectsAt(fields: Fields, name: string): readonly Fields[] {
  const value = fields[name];
  if (Array.isArray(value)) return value.filter(isJsonObject);
  return isJsonObject(value) ? [value] : [];
}

/** A child text; undefined where there is none. */
export function textAt(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === 'string' ? value : undefined;
}

/** The texts of a child list. */
export function textsAt(fields: Fields, name: string): readonly string[] {
  const value = fields[name];
  return Array.isArray(value) ? value.filter((member) => typeof member === 'string') : [];
}

/** The first extension with a URL; empty where there is none. */
export function extensionAt(fields: Fields, url: string): Fields {
  return objectsAt(fields, 'extension').find((extension) => extension['url'] === url) ?? noFields;
}
