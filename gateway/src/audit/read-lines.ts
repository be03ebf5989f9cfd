import { type FileHandle, open } from 'node:fs/promises';

export interface FileLine {
  /** Without its line feed; valid until the next batch is asked for. */
  readonly bytes: Buffer;
  /** Where it begins in the file. */
  readonly start: number;
  /** False only for a last line that was not finished. */
  readonly isFinished: boolean;
}

const chunkBytes = 1024 * 1024;
const lineFeed = 10;

interface LineOptions {
  /** Whether zeros at the end of the file count as nothing, because somebody may write over them. */
  readonly mayEndInZeros?: boolean;
}

/** The lines of a file in batches, as raw bytes; no batch where the file is empty. */
export async function* readLines(
  path: string,
  { mayEndInZeros = false }: LineOptions = {},
): AsyncGenerator<readonly FileLine[]> {
  const handle = await open(path, 'r');
  try {
    const end = mayEndInZeros ? await endOfContent(handle) : Infinity;
    let rest: Buffer = Buffer.alloc(0);
    let at = 0;
    while (at < end) {
      const buffer = Buffer.allocUnsafe(Math.min(chunkBytes, end - at));
      const { bytesRead } = await handle.read({ buffer, position: at });
      if (bytesRead === 0) break;
      at += bytesRead;
      const chunk = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
      const { lines, end: endOfLines } = splitLines(chunk, at - chunk.length);
      rest = chunk.subarray(endOfLines);
      yield lines;
    }
    if (rest.length > 0) yield [{ bytes: rest, start: at - rest.length, isFinished: false }];
  } finally {
    await handle.close();
  }
}

const zeros = Buffer.alloc(64 * 1024);

/**
 * Size of a file without the zeros at its end. Found from behind, before anything else is read: who writes does so from front to back, so
 * a zero before that place is one that stays, however much is written meanwhile.
 */
async function endOfContent(handle: FileHandle): Promise<number> {
  for (let end = (await handle.stat()).size; end > 0;) {
    const start = Math.max(0, end - zeros.length);
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(end - start), position: start });
    if (buffer.equals(zeros.subarray(0, buffer.length))) end = start;
    else return start + buffer.subarray(0, bytesRead).findLastIndex((byte) => byte !== 0) + 1;
  }
  return 0;
}

function splitLines(
  chunk: Buffer,
  chunkStart: number,
): { readonly lines: readonly FileLine[]; readonly end: number } {
  const lines: FileLine[] = [];
  let start = 0;
  for (let at = chunk.indexOf(lineFeed); at !== -1; at = chunk.indexOf(lineFeed, start)) {
    lines.push({ bytes: chunk.subarray(start, at), start: chunkStart + start, isFinished: true });
    start = at + 1;
  }
  return { lines, end: start };
}
