import type { KeyObject } from 'node:crypto';
import { hasCode } from '@rotunda/platform/error-code';
import { keyedHash } from './keyed-hash.ts';
import { readLines } from './read-lines.ts';
import { type RecordLine, readRecordLine } from './record-line.ts';
import { listSegments } from './segment-files.ts';

/** Which records are sought; without `about`, those of all operations and refusals. */
export interface RecordSearch {
  readonly folder: string;
  /** How many, counted from the end. */
  readonly last: number;
  /** An entity's key as a client would ask for it, and the secret that records hash keys with. */
  readonly about?: { readonly key: string; readonly hashKey: KeyObject } | undefined;
}

/** The last operations and refusals of a log that are about what is sought, oldest first. Says nothing of whether the log is sound. */
export async function findRecords({ folder, last, about }: RecordSearch): Promise<readonly RecordLine[]> {
  const hashed = about && Buffer.from(keyedHash(about.hashKey, 'key', about.key));
  let found: readonly RecordLine[] = [];
  for (const { records } of (await listSegments(folder)).toReversed()) {
    found = [...(await findInSegment(records, last - found.length, hashed)), ...found];
    if (found.length >= last) break;
  }
  return found;
}

const sought = ['"kind":"operation"', '"kind":"refusal"'];

async function findInSegment(
  path: string,
  last: number,
  hashed: Buffer | undefined,
): Promise<readonly RecordLine[]> {
  let candidates: Buffer[] = [];
  try {
    for await (const lines of readLines(path, { mayEndInZeros: true })) {
      for (const { bytes } of lines) {
        if (sought.some((mark) => bytes.includes(mark)) && (!hashed || bytes.includes(hashed)))
          candidates.push(bytes);
      }
      candidates = candidates.slice(-last);
    }
  } catch (cause) {
    if (!hasCode(cause, 'ENOENT')) throw cause;
  }
  return candidates.flatMap((bytes) => readRecordLine(bytes) ?? []);
}
