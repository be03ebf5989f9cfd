import { open, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Two files of one stretch of a log: its records, and the heads signed while they were written. */
export interface SegmentFiles {
  /** Index of the first record. */
  readonly first: number;
  readonly records: string;
  readonly heads: string;
}

/** The files of the segment that begins with this record. */
export function segmentFilesOf(folder: string, first: number): SegmentFiles {
  const number = String(first).padStart(12, '0');
  return {
    first,
    records: join(folder, `records-${number}.jsonl`),
    heads: join(folder, `heads-${number}.jws`),
  };
}

/** The segments of a folder, oldest first; a segment without one of its files counts as well. */
export async function listSegments(folder: string): Promise<readonly SegmentFiles[]> {
  const names = await readdir(folder);
  const numbers = names.flatMap((name) => {
    const [, ofRecords, ofHeads] = /^(?:records-(\d{12})\.jsonl|heads-(\d{12})\.jws)$/.exec(name) ?? [];
    const number = ofRecords ?? ofHeads;
    return number === undefined ? [] : [Number(number)];
  });
  return [...new Set(numbers)]
    .sort((one, other) => one - other)
    .map((first) => segmentFilesOf(folder, first));
}

/** Begins a segment with its first head: the file is there whole or not at all, also after a loss of power. */
export async function createHeadsFile(
  folder: string,
  { heads }: SegmentFiles,
  firstHead: string,
): Promise<void> {
  const draft = `${heads}.draft`;
  await writeFile(draft, `${firstHead}\n`, { flush: true, mode: 0o640 });
  await rename(draft, heads);
  await syncFolder(folder);
}

/** Makes new names of a folder durable. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders; there, names are durable with their files.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
