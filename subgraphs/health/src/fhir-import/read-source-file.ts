import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

export interface SourceLine {
  /** 1-based. */
  readonly line: number;
  /** Of the line's first byte in the uncompressed file. */
  readonly byteOffset: number;
  readonly bytes: Buffer;
}

export interface SourceEnd {
  /** Hex, of the uncompressed file. */
  readonly sha256: string;
  readonly bytes: number;
  readonly lines: number;
}

const newline = 0x0a;
const chunkBytes = 1 << 18;

/**
 * The lines of a file, a read chunk at a time, plain or gzip; memory holds one chunk and the line it ends in. A file called .json that is
 * one value over several lines comes as a single line. `onBytes` hears of bytes as they leave the disk.
 */
export async function* readSourceFile(
  path: string,
  onBytes: (bytes: number) => void,
): AsyncGenerator<readonly SourceLine[], SourceEnd> {
  const splitter = isOneValue(path) ? new WholeFile() : new LineSplitter();
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of openSource(path, onBytes)) {
    hash.update(chunk);
    bytes += chunk.length;
    const lines = splitter.add(chunk);
    if (lines.length > 0) yield lines;
  }
  const rest = splitter.end();
  if (rest.length > 0) yield rest;
  return { sha256: hash.digest('hex'), bytes, lines: splitter.lines };
}

function openSource(path: string, onBytes: (bytes: number) => void): AsyncIterable<Buffer> {
  const file = createReadStream(path, { highWaterMark: chunkBytes });
  file.on('data', (chunk) => onBytes(chunk.length));
  if (!path.endsWith('.gz')) return file;
  // The error of either stream ends the other, and so the iteration.
  return pipeline(file, createGunzip({ chunkSize: chunkBytes }), () => undefined);
}

function isOneValue(path: string): boolean {
  return /\.json(?:\.gz)?$/.test(path);
}

class LineSplitter {
  lines = 0;
  #parts: Buffer[] = [];
  #offset = 0;

  add(chunk: Buffer): readonly SourceLine[] {
    const found: SourceLine[] = [];
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      found.push(this.#close(chunk.subarray(start, end), 1));
      start = end + 1;
    }
    if (start < chunk.length) this.#parts.push(chunk.subarray(start));
    return found;
  }

  end(): readonly SourceLine[] {
    return this.#parts.length > 0 ? [this.#close(Buffer.alloc(0), 0)] : [];
  }

  #close(last: Buffer, terminator: number): SourceLine {
    const bytes = this.#parts.length === 0 ? last : Buffer.concat([...this.#parts, last]);
    this.#parts = [];
    this.lines += 1;
    const line = { line: this.lines, byteOffset: this.#offset, bytes };
    this.#offset += bytes.length + terminator;
    return line;
  }
}

/** Gathers a file; at its end it is one value, or lines after all if its first line is whole by itself. */
class WholeFile {
  lines = 0;
  readonly #parts: Buffer[] = [];

  add(chunk: Buffer): readonly SourceLine[] {
    this.#parts.push(chunk);
    return [];
  }

  end(): readonly SourceLine[] {
    const bytes = Buffer.concat(this.#parts);
    if (bytes.length === 0) return [];
    const splitter = new LineSplitter();
    const firstEnd = bytes.indexOf(newline);
    const asLines = firstEnd >= 0 && isWholeValue(bytes.subarray(0, firstEnd));
    const lines = asLines ? [...splitter.add(bytes), ...splitter.end()] : [{ line: 1, byteOffset: 0, bytes }];
    this.lines = lines.length;
    return lines;
  }
}

function isWholeValue(line: Buffer): boolean {
  try {
    JSON.parse(line.toString());
    return true;
  } catch {
    return false;
  }
}
