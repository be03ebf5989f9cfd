import { batchByKey } from '@rotunda/platform/batch-by-key';
import type { ImportJob, ImportLedgerEntry, PrismaClient } from '../generated/prisma/client.ts';

export interface ImportJobStore {
  /** A job by its id; batched. */
  find(importJobId: string): Promise<ImportJob | undefined>;
  /** Jobs newest first, at most `limit`. */
  list(state: string | undefined, limit: number): Promise<readonly ImportJob[]>;
  /** Ledger entries of source lines in order, after a file and line; at most `limit`. */
  readLedger(
    importJobId: string,
    outcomes: readonly string[] | undefined,
    after: { readonly fileNumber: number; readonly line: number } | undefined,
    limit: number,
  ): Promise<readonly ImportLedgerEntry[]>;
  countLedger(importJobId: string, outcomes: readonly string[] | undefined): Promise<number>;
  /** Source lines by outcome, from the ledger itself. */
  countOutcomes(
    importJobId: string,
  ): Promise<readonly { readonly outcome: string; readonly lines: number }[]>;
}

/** A Bundle line has one entry for the line (0) and one for each of its resources: a ledger of lines takes the first. */
const wholeLine = { entry: 0 } as const;

/** Imports and their ledgers, as the importer wrote them. */
export function createImportJobStore(prisma: PrismaClient): ImportJobStore {
  const ofOutcomes = (outcomes: readonly string[] | undefined) =>
    outcomes ? { outcome: { in: [...outcomes] } } : {};

  return {
    find: batchByKey<string, ImportJob>(
      (ids) => prisma.importJob.findMany({ where: { importJobId: { in: [...ids] } } }),
      (job) => job.importJobId,
    ),

    list: (state, limit) =>
      prisma.importJob.findMany({
        where: state === undefined ? {} : { state },
        orderBy: [{ startedAt: 'desc' }, { importJobId: 'desc' }],
        take: limit,
      }),

    readLedger: (importJobId, outcomes, after, limit) =>
      prisma.importLedgerEntry.findMany({
        where: {
          importJobId,
          ...wholeLine,
          ...ofOutcomes(outcomes),
          ...(after && {
            OR: [
              { fileNumber: { gt: after.fileNumber } },
              { fileNumber: after.fileNumber, line: { gt: after.line } },
            ],
          }),
        },
        orderBy: [{ fileNumber: 'asc' }, { line: 'asc' }],
        take: limit,
      }),

    countLedger: (importJobId, outcomes) =>
      prisma.importLedgerEntry.count({ where: { importJobId, ...wholeLine, ...ofOutcomes(outcomes) } }),

    async countOutcomes(importJobId) {
      const groups = await prisma.importLedgerEntry.groupBy({
        by: ['outcome'],
        where: { importJobId, ...wholeLine },
        _count: true,
        orderBy: { outcome: 'asc' },
      });
      return groups.map(({ outcome, _count }) => ({ outcome, lines: _count }));
    },
  };
}
