import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { hasCode } from '@rotunda/platform/error-code';
import { Refusal } from '@rotunda/platform/refusal';

export interface SourceLine {
  /** 1-based. */
  readonly line: number;
  /** Of the line's first byte in the uncompressed file. */
  readonly byteOffset: number;
  /** Without the line end. Empty where the line is too long. */
  readonly bytes: Buffer;
  readonly isTooLong: boolean;
}

export interface SourceEnd {
  /** Hex, of the uncompressed file. */
  readonly sha256: string;
  readonly bytes: number;
  readonly lines: number;
}

/** Half of the longest text that Node can hold. */
export const longestLineBytes = 256 << 20;

const newline = 0x0a;
const chunkBytes = 1 << 18;
const noBytes = Buffer.alloc(0);

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
  try {
    for await (const chunk of openSource(path, onBytes)) {
      hash.update(chunk);
      bytes += chunk.length;
      const lines = splitter.add(chunk);
      if (lines.length > 0) yield lines;
    }
  } catch (cause) {
    if (!hasCode(cause, 'Z_BUF_ERROR', 'Z_DATA_ERROR')) throw cause;
    throw new Refusal(
      'BAD_INPUT',
      `${basename(path)} is damaged: it cannot be unpacked to its end. Get it again.`,
    );
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
  #partBytes = 0;
  #offset = 0;

  add(chunk: Buffer): readonly SourceLine[] {
    const found: SourceLine[] = [];
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      this.#keep(chunk.subarray(start, end));
      found.push(this.#close(1));
      start = end + 1;
    }
    if (start < chunk.length) this.#keep(chunk.subarray(start));
    return found;
  }

  end(): readonly SourceLine[] {
    return this.#partBytes > 0 ? [this.#close(0)] : [];
  }

  #keep(part: Buffer): void {
    this.#partBytes += part.length;
    if (this.#partBytes > longestLineBytes) this.#parts = [];
    else this.#parts.push(part);
  }

  #close(terminator: number): SourceLine {
    const [only, ...others] = this.#parts;
    const bytes = only && others.length === 0 ? only : Buffer.concat(this.#parts);
    const isTooLong = this.#partBytes > longestLineBytes;
    this.lines += 1;
    const line = {
      line: this.lines,
      byteOffset: this.#offset,
      bytes: isTooLong ? noBytes : bytes,
      isTooLong,
    };
    this.#offset += this.#partBytes + terminator;
    this.#parts = [];
    this.#partBytes = 0;
    return line;
  }
}

/** Gathers a file; at its end it is one value, or lines after all if its first line is whole by itself. */
class WholeFile {
  lines = 0;
  #parts: Buffer[] = [];
  #bytes = 0;

  add(chunk: Buffer): readonly SourceLine[] {
    this.#bytes += chunk.length;
    if (this.#bytes > longestLineBytes) this.#parts = [];
    else this.#parts.push(chunk);
    return [];
  }

  end(): readonly SourceLine[] {
    if (this.#bytes === 0) return [];
    const lines = this.#lines(Buffer.concat(this.#parts));
    this.lines = lines.length;
    return lines;
  }

  #lines(bytes: Buffer): readonly SourceLine[] {
    const isTooLong = this.#bytes > longestLineBytes;
    if (isTooLong) return [{ line: 1, byteOffset: 0, bytes: noBytes, isTooLong }];
    const firstEnd = bytes.indexOf(newline);
    if (firstEnd < 0 || !isWholeValue(bytes.subarray(0, firstEnd)))
      return [{ line: 1, byteOffset: 0, bytes, isTooLong }];
    const splitter = new LineSplitter();
    return [...splitter.add(bytes), ...splitter.end()];
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
