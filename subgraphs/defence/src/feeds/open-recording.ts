import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

async function isZipped(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

/** The bytes of a file, unzipped where it is gzip whatever its name says. Faults of the file end the stream. */
export async function openRecording(file: string): Promise<Readable> {
  const zipped = await isZipped(file);
  const bytes = createReadStream(file);
  if (!zipped) {
    return bytes;
  }
  const unzipped = createGunzip();
  bytes.on('error', (error) => unzipped.destroy(error));
  return bytes.pipe(unzipped);
}

/** The lines of a stream of UTF-8, without their ends. */
export async function* linesOf(bytes: Readable): AsyncIterable<string> {
  let failure: Error | undefined;
  const lines = createInterface({ input: bytes, crlfDelay: Infinity });
  // The interface ends quietly when its input fails.
  bytes.on('error', (error) => {
    failure = error;
    lines.close();
  });
  yield* lines;
  if (failure) {
    throw failure;
  }
}
