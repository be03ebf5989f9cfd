import { hasCode } from '@rotunda/platform/error-code';
import { readHeads, type SegmentHeads } from './read-heads.ts';
import { type FileLine, readLines } from './read-lines.ts';
import { type SegmentFiles, listSegments } from './segment-files.ts';
import type { TreeHead } from './tree-head.ts';

export type LogPart =
  | ({ readonly kind: 'segment'; readonly files: SegmentFiles } & SegmentHeads)
  | { readonly kind: 'lines'; readonly lines: readonly FileLine[] };

/**
 * A log from its beginning: each segment with its heads, then its lines. Heads are read before the records, so that in a log that
 * is being written every head speaks of records that are still to come here. Only the last segment may have zeros behind its records.
 */
export async function* readLog(
  folder: string,
  readHead: (jws: string) => Promise<TreeHead | undefined>,
): AsyncGenerator<LogPart> {
  const segments = await listSegments(folder);
  for (const files of segments) {
    yield { kind: 'segment', files, ...(await readHeads(files.heads, readHead)) };
    try {
      const lineBatches = readLines(files.records, { mayEndInZeros: files === segments.at(-1) });
      for await (const lines of lineBatches) yield { kind: 'lines', lines };
    } catch (cause) {
      if (!hasCode(cause, 'ENOENT')) throw cause;
    }
  }
}
