import type { Issue } from '../fhir/issue.ts';

/** What became of a source line or of an entry of a Bundle line. From the least grave to the gravest. */
const outcomes = [
  'BLANK',
  'UNCHANGED',
  'LOADED',
  'LOADED_AS_NEW_VERSION',
  'LOADED_WITH_WARNING',
  'PENDING_REFERENCE',
  'REJECTED_CONFLICT',
  'REJECTED_INVALID',
  'REJECTED_UNKNOWN_TYPE',
  'REJECTED_NOT_A_RESOURCE',
  'REJECTED_PARSE',
] as const;

export type Outcome = (typeof outcomes)[number];

/** Where a resource stands in its source: file and line count from 1; entry 0 is the line itself, 1 and up the entries of its Bundle. */
export interface SourcePosition {
  readonly jobId: string;
  readonly file: number;
  readonly line: number;
  readonly entry: number;
  readonly byteOffset: number;
}

/** One row of the import ledger. */
export interface LedgerRow {
  readonly at: SourcePosition;
  readonly outcome: Outcome;
  readonly fhirType: string | undefined;
  readonly sourceId: string | undefined;
  readonly recordId: string | undefined;
  readonly versionId: number | undefined;
  readonly sourceHash: string | undefined;
  readonly storedHash: string | undefined;
  readonly issues: readonly Issue[];
}

/** The gravest of several outcomes; BLANK where there is none. */
export function gravest(all: readonly Outcome[]): Outcome {
  return all.reduce(
    (worst, next) => (outcomes.indexOf(next) > outcomes.indexOf(worst) ? next : worst),
    'BLANK',
  );
}

/** Below 0 if the first position was read in before the second, by job (ids are time-ordered), file, line and entry. */
export function comparePositions(
  first: Omit<SourcePosition, 'byteOffset'>,
  second: Omit<SourcePosition, 'byteOffset'>,
): number {
  if (first.jobId !== second.jobId) return first.jobId < second.jobId ? -1 : 1;
  return first.file - second.file || first.line - second.line || first.entry - second.entry;
}
