import { readFile } from 'node:fs/promises';
import { hasCode } from '@rotunda/platform/error-code';
import { readLines } from './read-lines.ts';
import type { TreeHead } from './tree-head.ts';

export interface SegmentHeads {
  /** In the order in which they were signed. */
  readonly heads: readonly TreeHead[];
  /** Line, from 1, of the first head that is whole and that no key signed; what a crash left of a head does not count. */
  readonly forgedLine: number | undefined;
}

/** The heads of one segment; none where the file is missing. */
export async function readHeads(
  path: string,
  readHead: (jws: string) => Promise<TreeHead | undefined>,
): Promise<SegmentHeads> {
  const heads: TreeHead[] = [];
  let forgedLine: number | undefined;
  let number = 0;
  try {
    for await (const lines of readLines(path)) {
      for (const line of lines) {
        number += 1;
        const jws = line.bytes.toString('latin1');
        const head = await readHead(jws);
        if (head) heads.push(head);
        else if (isWholeHead(jws)) forgedLine ??= number;
      }
    }
  } catch (cause) {
    if (!hasCode(cause, 'ENOENT')) throw cause;
  }
  return { heads, forgedLine };
}

/** The first head of a segment and the last that was signed: enough to go on from, without verifying thousands. */
export async function readOuterHeads(
  path: string,
  readHead: (jws: string) => Promise<TreeHead | undefined>,
): Promise<{
  readonly first: TreeHead | undefined;
  readonly last: TreeHead | undefined;
  readonly isFinished: boolean;
}> {
  const text = await readIfThere(path);
  const lines = text.split('\n').filter((line) => line !== '');
  let last: TreeHead | undefined;
  for (const line of lines.toReversed()) {
    last = await readHead(line);
    if (last) break;
  }
  return { first: await readHead(lines[0] ?? ''), last, isFinished: text.endsWith('\n') };
}

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, 'latin1');
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) return '';
    throw cause;
  }
}

/** Three parts, the last of them as long as a signature with P-256. */
function isWholeHead(jws: string): boolean {
  return /^[^.]*\.[^.]*\..{86,}$/.test(jws);
}
