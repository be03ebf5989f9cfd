import { firstMomentOf, isFhirDateTime } from './calendar.ts';
import { type Fields, textAt } from './fields.ts';
import { caution, type Findings, under } from './issue.ts';

const dayMs = 86_400_000;
/** Elements that tell of something that has happened; a plan may lie ahead. */
const pastElements = [
  'effectiveDateTime',
  'effectiveInstant',
  'occurrenceDateTime',
  'performedDateTime',
  'onsetDateTime',
  'issued',
  'recordedDate',
  'birthDate',
  'deceasedDateTime',
];

/** What a valid resource says that can hardly be so: dates more than a day ahead, a death before the birth. Warnings; nothing is changed. */
export function findImplausible(resource: Fields, now: number): Findings {
  const type = String(resource['resourceType']);
  let findings: Findings;
  for (const name of pastElements) {
    const date = textAt(resource, name);
    if (date !== undefined && isFhirDateTime(date) && firstMomentOf(date) > now + dayMs) {
      findings = under(findings, `${type}.${name}`, caution('future-date', 'Lies in the future.') ?? []);
    }
  }
  const birth = textAt(resource, 'birthDate');
  const death = textAt(resource, 'deceasedDateTime');
  if (birth !== undefined && death !== undefined && isBefore(death, birth)) {
    findings = under(
      findings,
      `${type}.deceasedDateTime`,
      caution('died-before-birth', 'Lies before the birth date.') ?? [],
    );
  }
  return findings;
}

function isBefore(earlier: string, later: string): boolean {
  const precision = Math.min(earlier.length, later.length, 10);
  return earlier.slice(0, precision) < later.slice(0, precision);
}
