import type { Issue } from '../fhir/issue.ts';
import type { Arrival } from './arrival.ts';
import type { StoredRecord } from './known-records.ts';
import type { LedgerRow, Outcome, SourcePosition } from './outcome.ts';

/** Enough to mend a line by; a line of nonsense could have thousands. */
const issuesKept = 20;

export const unknownPatient: Issue = {
  severity: 'error',
  code: 'unknown-patient',
  path: '',
  message: 'Its patient is not known yet; it is kept aside and loaded when that patient is imported.',
};

export const overtaken: Issue = {
  severity: 'error',
  code: 'conflict',
  path: '',
  message:
    'A later version was loaded while this one waited for its patient; send it again if it is the newer.',
};

/** The ledger row of a resource: what became of it, and what is stored for it now. */
export function ledgerRowOf(
  { at, fhirType, sourceId, contentHash }: Arrival,
  outcome: Outcome,
  stored: Omit<StoredRecord, 'from'> | undefined,
  issues: readonly Issue[],
): LedgerRow {
  return {
    at,
    outcome,
    fhirType,
    sourceId,
    recordId: stored?.recordId,
    versionId: stored?.versionId,
    sourceHash: contentHash,
    storedHash: stored?.contentHash,
    issues: issues.slice(0, issuesKept),
  };
}

/** The ledger row of a Bundle line; what is stored stands in the rows of its entries. */
export function bundleRow(
  at: SourcePosition,
  sourceId: string | undefined,
  outcome: Outcome,
  issues: readonly Issue[],
): LedgerRow {
  const nothing = { recordId: undefined, versionId: undefined, sourceHash: undefined, storedHash: undefined };
  return { at, outcome, fhirType: 'Bundle', sourceId, ...nothing, issues: issues.slice(0, issuesKept) };
}

/** Issues of a Bundle's entry with paths from the Bundle: `Bundle.entry[3].resource.status`. */
export function placed(issues: readonly Issue[], path: string): readonly Issue[] {
  if (path === '') return issues;
  return issues.map((issue) => ({ ...issue, path: issue.path.replace(/^[A-Za-z]+/, path) }));
}
