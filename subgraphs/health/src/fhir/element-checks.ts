import { finding, type Findings, under } from './issue.ts';
import { WrittenNumber } from './written-number.ts';

/** What one element must be; undefined when it is. Generated validators are made of these. */
export type Check = (value: unknown) => Findings;

const targetOfReference =
  /^(?:https?:\/\/\S+\/)?([A-Z][A-Za-z]+)(?:\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[A-Za-z0-9\-.]{1,64})?|\?\S+)$/;

/** Whether a parsed value is a JSON object (a written number is not). */
export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof WrittenNumber)
  );
}

/** A list with at least one member, each of which passes. */
export function listOf(check: Check): Check {
  return (value) => {
    if (!Array.isArray(value)) return finding('wrong-shape', 'Must be a list.');
    if (value.length === 0) return finding('empty', 'A list is left out rather than empty.');
    let findings: Findings;
    for (let index = 0; index < value.length; index += 1) {
      const found = check(value[index]);
      if (found) findings = under(findings, `[${index}]`, found);
    }
    return findings;
  };
}

/** A list of primitives and the list beside it (`given`, `_given`); null stands where only the other list says something. */
export function primitiveList(value: unknown, check: Check, beside: unknown): Findings {
  if (beside === undefined || !Array.isArray(value)) return listOf(check)(value);
  const besides: readonly unknown[] = Array.isArray(beside) ? beside : [];
  let findings: Findings;
  for (let index = 0; index < value.length; index += 1) {
    if (value[index] === null && isJsonObject(besides[index])) continue;
    findings = under(findings, `[${index}]`, check(value[index]) ?? []);
  }
  return findings?.length ? findings : undefined;
}

/** The `_given` list itself: null where a value has no extensions. */
export function besideList(check: Check): Check {
  return listOf((value) => (value === null ? undefined : check(value)));
}

/** A code of a value set that FHIR binds as required. */
export function codeOf(valueSet: string, codes: ReadonlySet<string>): Check {
  return (value) => {
    if (typeof value !== 'string') return finding('wrong-shape', 'Must be a code.');
    return codes.has(value) ? undefined : notOf(valueSet);
  };
}

/** A CodeableConcept of which one coding is in a value set that FHIR binds as required; `systems` are the set's codes by code system. */
export function conceptOf(
  valueSet: string,
  systems: ReadonlyMap<string, ReadonlySet<string>>,
  concept: Check,
): Check {
  return (value) => {
    const findings = concept(value);
    if (findings || !isJsonObject(value)) return findings;
    if (value['coding'] === undefined && value['extension'] !== undefined) return undefined;
    const codings: readonly unknown[] = Array.isArray(value['coding']) ? value['coding'] : [];
    const isBound = codings.some((coding) => {
      if (!isJsonObject(coding)) return false;
      const { system, code } = coding;
      return (
        typeof system === 'string' && typeof code === 'string' && systems.get(system)?.has(code) === true
      );
    });
    return isBound ? undefined : notOf(valueSet);
  };
}

/** A Reference whose target, where the reference tells it, is of a type that the element allows. */
export function referenceTo(types: ReadonlySet<string>, reference: Check): Check {
  return (value) => {
    const findings = reference(value);
    if (findings || !isJsonObject(value)) return findings;
    const named =
      typeof value['reference'] === 'string' ? targetOfReference.exec(value['reference'])?.[1] : undefined;
    const told = typeof value['type'] === 'string' ? value['type'].split('/').at(-1) : undefined;
    const isRight = (type: string | undefined) => type === undefined || types.has(type);
    if (isRight(named) && isRight(told)) return undefined;
    return finding('wrong-reference-target', `Must refer to ${[...types].join(', ')}.`);
  };
}

function notOf(valueSet: string): Findings {
  return finding('code-not-in-value-set', `Must be a code of ${valueSet}.`);
}
