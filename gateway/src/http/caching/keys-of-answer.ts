/** A field that holds objects: of which type, and under which name of the answer their key stands. */
export interface TaggedField {
  readonly name: string;
  readonly type: string;
  readonly keyName: string | undefined;
  readonly below: readonly TaggedField[];
}

/** The entities of an answer as `Type:key`, each once. An object that may be of several types counts as each of them. */
export function keysOfAnswer(data: unknown, fields: readonly TaggedField[]): readonly string[] {
  const keys = new Set<string>();
  collect(data, fields, keys);
  return [...keys];
}

function collect(value: unknown, fields: readonly TaggedField[], keys: Set<string>): void {
  for (const field of fields) collectObjects(ownMember(value, field.name), field, keys);
}

function collectObjects(value: unknown, field: TaggedField, keys: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) collectObjects(item, field, keys);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const key = field.keyName === undefined ? undefined : ownMember(value, field.keyName);
  if (typeof key === 'string' || typeof key === 'number')
    keys.add(`${field.type}:${encodeURIComponent(key)}`);
  collect(value, field.below, keys);
}

function ownMember(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}
