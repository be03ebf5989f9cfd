import { batchListsByKey } from '@rotunda/platform/batch-by-key';
import type { ImportFile, PrismaClient } from '../generated/prisma/client.ts';

export interface ImportFileStore {
  /** Files of a job in their order; all jobs asked for in one tick are one query. */
  ofJob(importJobId: string): Promise<readonly ImportFile[]>;
  /** Name of one file; undefined where the record came by no import. */
  nameOf(importJobId: string | null, fileNumber: number | null): Promise<string | undefined>;
}

/** Source files of imports. */
export function createImportFileStore(prisma: PrismaClient): ImportFileStore {
  const ofJob = batchListsByKey<string, ImportFile>(
    (jobIds) =>
      prisma.importFile.findMany({
        where: { importJobId: { in: [...jobIds] } },
        orderBy: [{ importJobId: 'asc' }, { fileNumber: 'asc' }],
      }),
    (file) => file.importJobId,
  );
  return {
    ofJob,
    async nameOf(importJobId, fileNumber) {
      if (importJobId === null) return undefined;
      return (await ofJob(importJobId)).find((file) => file.fileNumber === fileNumber)?.name;
    },
  };
}
