import { type Page, type PageArguments, pageByCursor } from '@rotunda/platform/page-by-cursor';
import { Refusal } from '@rotunda/platform/refusal';
import type { ImportLedgerEntry } from '../generated/prisma/client.ts';
import type { ImportJobStore } from './import-job-store.ts';

export interface LedgerConnection extends Page<ImportLedgerEntry> {
  countAll(): Promise<number>;
}

const limits = { maximum: 500, usual: 100 };

/** One page of a job's ledger: one entry per source line, in source order. */
export async function listLedger(
  jobs: ImportJobStore,
  importJobId: string,
  outcomes: readonly string[] | undefined,
  page: PageArguments,
): Promise<LedgerConnection> {
  const entries = await pageByCursor<ImportLedgerEntry>(
    page,
    limits,
    (after, limit) => jobs.readLedger(importJobId, outcomes, placeOf(after), limit),
    ({ fileNumber, line }) => [String(fileNumber), String(line)],
  );
  return { ...entries, countAll: () => jobs.countLedger(importJobId, outcomes) };
}

function placeOf(after: readonly string[] | undefined): { fileNumber: number; line: number } | undefined {
  if (!after) return undefined;
  const [fileNumber = Number.NaN, line = Number.NaN] = after.map(Number);
  if (after.length === 2 && Number.isSafeInteger(fileNumber) && Number.isSafeInteger(line)) {
    return { fileNumber, line };
  }
  throw new Refusal('BAD_INPUT', 'This cursor is not one of this list: pass `endCursor` of the page before.');
}
