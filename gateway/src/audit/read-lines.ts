import { open } from 'node:fs/promises';

export interface FileLine {
  /** Without its line feed; valid until the next batch is asked for. */
  readonly bytes: Buffer;
  /** False only for a last line that was not finished. */
  readonly isFinished: boolean;
}

const chunkBytes = 1024 * 1024;
const lineFeed = 10;

/** The lines of a file in batches, as raw bytes; no batch where the file is empty. */
export async function* readLines(path: string): AsyncGenerator<readonly FileLine[]> {
  const handle = await open(path, 'r');
  try {
    let rest: Buffer = Buffer.alloc(0);
    for (;;) {
      const { buffer, bytesRead } = await handle.read({ buffer: Buffer.allocUnsafe(chunkBytes) });
      if (bytesRead === 0) break;
      const chunk = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
      const { lines, end } = splitLines(chunk);
      rest = chunk.subarray(end);
      yield lines;
    }
    if (rest.length > 0) yield [{ bytes: rest, isFinished: false }];
  } finally {
    await handle.close();
  }
}

function splitLines(chunk: Buffer): { readonly lines: readonly FileLine[]; readonly end: number } {
  const lines: FileLine[] = [];
  let start = 0;
  for (let at = chunk.indexOf(lineFeed); at !== -1; at = chunk.indexOf(lineFeed, start)) {
    lines.push({ bytes: chunk.subarray(start, at), isFinished: true });
    start = at + 1;
  }
  return { lines, end: start };
}
