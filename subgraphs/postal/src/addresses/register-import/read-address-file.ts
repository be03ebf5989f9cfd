import { constants, createReadStream, existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { type Readable, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { readJsonLines } from './read-json-lines.ts';
import { delimiterOf, readTable } from './read-table.ts';
import type { SourceRecord } from './source-record.ts';

/** Streams the records of a file of addresses, plain or gzip, told by its column names. `told` hears of each chunk's bytes. */
export async function* readAddressFile(
  file: string,
  told: (bytes: number) => void,
): AsyncGenerator<SourceRecord> {
  const fault = await reasonUnreadable(file);
  if (fault !== undefined) return yield fileFault(`The file cannot be read: ${fault}.`);
  try {
    const isJson = /\.(?:geojson|jsonl|ndjson|json)(?:\.gz)?$/i.test(file);
    const delimiter = delimiterOf(isJson ? '' : await headOf(file));
    const text = textOf(file, told);
    yield* isJson ? readJsonLines(text) : readTable(text, delimiter);
  } catch (cause) {
    const damage = damageOf(cause);
    if (damage === undefined) throw cause;
    yield fileFault(`The compressed file is damaged or cut short (${damage}): fetch it again.`);
  }
}

function fileFault(message: string): SourceRecord {
  return { line: undefined, kind: 'FILE_FAULT', message };
}

/** Undefined for a file that can be read. */
async function reasonUnreadable(file: string): Promise<string | undefined> {
  try {
    await access(file, constants.R_OK);
    return undefined;
  } catch {
    return existsSync(file) ? 'this user may not' : 'there is none of this name';
  }
}

/** What a decompressor says of damage; undefined for another failure. */
function damageOf(cause: unknown): string | undefined {
  if (typeof cause !== 'object' || cause === null || !('code' in cause && 'message' in cause))
    return undefined;
  return /^Z_(?:DATA|BUF)_ERROR$/.test(String(cause.code)) ? String(cause.message) : undefined;
}

/** The beginning of a file's text, as much as one read gives. */
async function headOf(file: string): Promise<string> {
  for await (const chunk of textOf(file, () => undefined)) return String(chunk);
  return '';
}

function textOf(file: string, told: (bytes: number) => void): Readable {
  const raw = createReadStream(file, { highWaterMark: 1 << 18 });
  raw.on('data', (chunk) => told(chunk.length));
  if (!/\.gz$/i.test(file)) return raw;
  const plain = createGunzip({ chunkSize: 1 << 18 });
  // What fails is told to whoever reads `plain`.
  pipeline(raw, plain, () => undefined);
  return plain;
}
