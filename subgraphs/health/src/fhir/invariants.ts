import { firstMomentOf, isFhirDateTime } from './calendar.ts';
import { isJsonObject } from './element-checks.ts';
import { finding, type Findings } from './issue.ts';
import { writtenDigits } from './written-number.ts';

type Fields = Readonly<Record<string, unknown>>;
type Rule = (fields: Fields) => Findings;

/**
 * Rules of FHIR R4 that ask for more than which elements are there, by the type they hold at; the generated validators ask them. Rules of
 * presence alone are generated.
 */
export const invariants: Readonly<Record<string, Rule>> = {
  Extension: (extension) => {
    const hasValue = Object.keys(extension).some((name) => /^_?value/.test(name));
    return broken(
      hasValue === 'extension' in extension,
      'ext-1',
      'An extension has either a value or extensions.',
    );
  },
  Period: ({ start, end }) => broken(isAfter(start, end), 'per-1', 'A period does not end before it starts.'),
  Range: ({ low, high }) => broken(isMore(low, high), 'rng-2', 'The low end is not above the high end.'),
  Condition: (condition) =>
    broken(
      isUnclearCondition(condition),
      'con-4 or con-5',
      'The clinical status fits neither abatement nor verification status.',
    ),
  AllergyIntolerance: (allergy) =>
    broken(
      codesOf(allergy['verificationStatus']).includes('entered-in-error') === 'clinicalStatus' in allergy,
      'ait-1 or ait-2',
      'A clinical status stands exactly where the allergy was not entered in error.',
    ),
};

function broken(isBroken: boolean, key: string, sentence: string): Findings {
  return isBroken ? finding('broken-rule', `${key}: ${sentence}`) : undefined;
}

function isAfter(start: unknown, end: unknown): boolean {
  if (typeof start !== 'string' || typeof end !== 'string') return false;
  if (!isFhirDateTime(start) || !isFhirDateTime(end)) return false;
  const precision = Math.min(start.length, end.length);
  if (precision <= 10) return start.slice(0, precision) > end.slice(0, precision);
  return firstMomentOf(start) > firstMomentOf(end);
}

function isMore(low: unknown, high: unknown): boolean {
  if (!isJsonObject(low) || !isJsonObject(high)) return false;
  return Number(writtenDigits(low['value'])) > Number(writtenDigits(high['value']));
}

function isUnclearCondition(condition: Fields): boolean {
  const clinical = codesOf(condition['clinicalStatus']);
  const isInError = codesOf(condition['verificationStatus']).includes('entered-in-error');
  const hasAbated = Object.keys(condition).some((name) => name.startsWith('abatement'));
  const isOver = clinical.some((code) => code === 'resolved' || code === 'remission' || code === 'inactive');
  return (hasAbated && !isOver) || (isInError && clinical.length > 0);
}

function codesOf(concept: unknown): readonly unknown[] {
  if (!isJsonObject(concept) || !Array.isArray(concept['coding'])) return [];
  const codings: readonly unknown[] = concept['coding'];
  return codings.flatMap((coding) => (isJsonObject(coding) ? [coding['code']] : []));
}
