import type { Fetch } from './ask-wing.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * All that an answer may differ by where its wing named the input fields that matter, as one text: the caller's language, every variable that
 * is no input object, and within input objects the fields named.
 */
export function variationOf(
  { operationName, variables = {} }: Pick<Fetch, 'operationName' | 'variables'>,
  languages: string | undefined,
  variesBy: readonly string[],
): string {
  const parts: unknown[] = [operationName, languages];
  for (const name of Object.keys(variables)) {
    const value = variables[name];
    if (isInputObject(value)) addNamed(value, name, variesBy, parts);
    else parts.push(name, value);
  }
  return JSON.stringify(parts);
}

function addNamed(input: Values, place: string, variesBy: readonly string[], parts: unknown[]): void {
  for (const name of Object.keys(input)) {
    const value = input[name];
    const isList = Array.isArray(value);
    if (variesBy.includes(name) || isList) parts.push(`${place}.${name}`, value);
    else if (isInputObject(value)) addNamed(value, `${place}.${name}`, variesBy, parts);
  }
}

function isInputObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
