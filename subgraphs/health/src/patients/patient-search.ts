import { Refusal } from '@rotunda/platform/refusal';
import { foldName } from '../fhir/fold-name.ts';

export interface PatientSearch {
  readonly name?: string | null | undefined;
  readonly birthDate?: string | null | undefined;
  readonly postalCode?: string | null | undefined;
}

/** Words of a name, lower case and without marks, as the columns keep them. Refuses more than ten. */
export function foldedWords(name: string | null | undefined): readonly string[] {
  const words = foldName([name ?? ''])
    .split(' ')
    .filter(Boolean);
  if (words.length > 10) throw new Refusal('BAD_INPUT', 'Search for at most ten words of a name.');
  return words;
}

/** First and last day that a partial date can mean. Refuses a day that the calendar does not have. */
export function daysOf(date: string): { readonly from: string; readonly to: string } {
  const [year = '', month, day] = date.slice(0, 10).split('-');
  const from = new Date(`${year}-${month ?? '01'}-${day ?? '01'}T00:00:00Z`);
  if (Number.isNaN(from.getTime()) || (day && from.getUTCDate() !== Number(day))) {
    throw new Refusal('BAD_INPUT', 'The calendar has no such day.');
  }
  const to = new Date(from);
  if (!month) to.setUTCFullYear(from.getUTCFullYear() + 1);
  else if (!day) to.setUTCMonth(from.getUTCMonth() + 1);
  else to.setUTCDate(from.getUTCDate() + 1);
  to.setUTCDate(to.getUTCDate() - 1);
  return { from: from.toISOString().slice(0, 10), to: to.toISOString().slice(0, 10) };
}
