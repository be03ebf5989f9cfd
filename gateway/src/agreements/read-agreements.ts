import { parse } from 'yaml';
import type { Agreement, Budget } from './agreement.ts';

/** What is wrong with an agreement as it was written, naming entry and member. */
export class AgreementProblem extends Error {
  constructor(sentence: string, cause?: unknown) {
    super(sentence, { cause });
    this.name = 'AgreementProblem';
  }
}

const members = [
  'id',
  'version',
  'agency',
  'scopes',
  'purposes',
  'labels',
  'budget',
  'residency',
  'documents',
  'unlisted',
  'validFrom',
  'validUntil',
  'contact',
];

/**
 * The agreements of a YAML or JSON text, a list of entries. What an entry leaves out is the narrow choice: no scope, no purpose, stored
 * documents only, the rest of the graph hidden. Refuses unknown members, and two entries of one agreement with one version.
 */
export function readAgreements(text: string): readonly Agreement[] {
  const list = parseText(text);
  if (!Array.isArray(list)) throw new AgreementProblem('Agreements must be a list.');
  const agreements = list.map((entry: unknown, index) => readAgreement(entry, `Entry ${index + 1}`));
  const names = agreements.map(({ id, version }) => `${id} version ${version}`);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new AgreementProblem(`${twice} is there twice.`);
  return agreements;
}

function parseText(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0 });
  } catch (cause) {
    throw new AgreementProblem('Agreements must be YAML or JSON.', cause);
  }
}

function readAgreement(entry: unknown, place: string): Agreement {
  const record = recordOf(entry, place);
  const stranger = Object.keys(record).find((key) => !members.includes(key));
  if (stranger !== undefined) throw new AgreementProblem(`${place} has the unknown member ${stranger}.`);
  const validFrom = instantOf(record, 'validFrom', place);
  const validUntil = instantOf(record, 'validUntil', place);
  if (validUntil <= validFrom) throw new AgreementProblem(`${place} ends before it begins.`);
  return {
    id: textOf(record, 'id', place),
    version: wholeNumberOf(record, 'version', place),
    agency: record['agency'] === undefined ? undefined : textOf(record, 'agency', place),
    scopes: new Set(textsOf(record, 'scopes', place)),
    purposes: new Set(textsOf(record, 'purposes', place)),
    labels: textsOf(record, 'labels', place),
    budget: budgetIn(record, place),
    residency: textsOf(record, 'residency', place),
    documents: choiceOf(record, 'documents', ['stored', 'free'], place),
    unlisted: choiceOf(record, 'unlisted', ['hide', 'refuse'], place),
    validFrom,
    validUntil,
    contact: textOf(record, 'contact', place),
  };
}

type Entry = Readonly<Record<string, unknown>>;

function recordOf(value: unknown, place: string): Entry {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AgreementProblem(`${place} must have members.`);
  }
  return Object.fromEntries(Object.entries(value));
}

function textOf(entry: Entry, member: string, place: string): string {
  const value = entry[member];
  if (typeof value === 'string' && value !== '') return value;
  throw new AgreementProblem(`${place} needs ${member} as a text.`);
}

function textsOf(entry: Entry, member: string, place: string): readonly string[] {
  const value = entry[member] ?? [];
  if (Array.isArray(value) && value.every((item): item is string => typeof item === 'string')) return value;
  throw new AgreementProblem(`${place} needs ${member} as a list of texts.`);
}

function wholeNumberOf(entry: Entry, member: string, place: string): number {
  const value = entry[member];
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
  throw new AgreementProblem(`${place} needs ${member} as a whole number above zero.`);
}

function budgetIn(entry: Entry, place: string): Budget {
  const budget = recordOf(entry['budget'], `The budget of ${place}`);
  return {
    requestsPerMinute: wholeNumberOf(budget, 'requestsPerMinute', `The budget of ${place}`),
    costPerMinute: wholeNumberOf(budget, 'costPerMinute', `The budget of ${place}`),
  };
}

/** The first choice is the narrow one and holds where none is made. */
function choiceOf<Choice extends string>(
  entry: Entry,
  member: string,
  choices: readonly [Choice, ...Choice[]],
  place: string,
): Choice {
  const value = entry[member];
  if (value === undefined) return choices[0];
  const choice = choices.find((candidate) => candidate === value);
  if (choice !== undefined) return choice;
  throw new AgreementProblem(`${place} needs ${member} as one of ${choices.join(', ')}.`);
}

function instantOf(entry: Entry, member: string, place: string): number {
  const text = textOf(entry, member, place);
  const instant = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d{3})?Z)?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(instant)) return instant;
  throw new AgreementProblem(`${place} needs ${member} as a day or an instant in UTC.`);
}
