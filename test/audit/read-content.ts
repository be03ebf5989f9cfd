import { readFile } from 'node:fs/promises';

/** What a file of the log holds, without the zeros that lie ahead of what comes. */
export async function readContent(path: string): Promise<Buffer> {
  const bytes = await readFile(path);
  return bytes.subarray(0, bytes.findLastIndex((byte) => byte !== 0) + 1);
}
