import { isJsonObject } from './element-checks.ts';

/** Whom a Reference means: an id, a business identifier to look up, or something outside that only its own text names. */
export type ReferenceTarget =
  | { readonly kind: 'id'; readonly type: string | undefined; readonly id: string }
  | { readonly kind: 'identifier'; readonly type: string; readonly system: string; readonly value: string }
  | { readonly kind: 'elsewhere'; readonly text: string };

/** Who an entry of the same Bundle is, by its fullUrl. */
export type BundleAddresses = ReadonlyMap<string, { readonly type: string; readonly id: string }>;

const literal = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;
const conditional = /^([A-Z][A-Za-z]+)\?identifier=([^&|]*)\|([^&]+)$/;
const uuid = /^urn:uuid:([A-Za-z0-9\-.]{1,64})$/;

/** The target of a FHIR Reference; undefined where it names none (display only) or one that is contained. Source: FHIR R4, references, 2.3. */
export function referenceTarget(reference: unknown, addresses: BundleAddresses): ReferenceTarget | undefined {
  if (!isJsonObject(reference)) return undefined;
  const text = reference['reference'];
  if (typeof text !== 'string') return logicalTarget(reference);
  if (text.startsWith('#')) return undefined;

  const entry = addresses.get(text);
  if (entry) return { kind: 'id', ...entry };
  const [, type, id] = literal.exec(text) ?? [];
  if (type && id) return { kind: 'id', type, id };
  const [, conditionType, system, value] = conditional.exec(text) ?? [];
  if (conditionType && value) {
    return { kind: 'identifier', type: conditionType, system: decoded(system ?? ''), value: decoded(value) };
  }
  const [, entryId] = uuid.exec(text) ?? [];
  return entryId ? { kind: 'id', type: undefined, id: entryId } : { kind: 'elsewhere', text };
}

/** The way a target is written in a key: `Patient/id` or `Patient?identifier=system|value`. */
export function targetKey(target: ReferenceTarget, type: string): string {
  switch (target.kind) {
    case 'id':
      return `${target.type ?? type}/${target.id}`;
    case 'identifier':
      return `${target.type}?identifier=${target.system}|${target.value}`;
    case 'elsewhere':
      return target.text;
  }
}

function logicalTarget(reference: Readonly<Record<string, unknown>>): ReferenceTarget | undefined {
  const identifier = reference['identifier'];
  const type = reference['type'];
  if (!isJsonObject(identifier) || typeof type !== 'string') return undefined;
  const { system, value } = identifier;
  if (typeof value !== 'string') return undefined;
  return { kind: 'identifier', type, system: typeof system === 'string' ? system : '', value };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
