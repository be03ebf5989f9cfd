import { constants, createReadStream, existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { formatOf, readableFormats } from './address-formats.ts';
import { type AddressFormat, type SourceAddress } from './source-address.ts';

/** One record of a file: an address, a blank, or what is wrong with it. */
export type SourceRecord =
  | {
      readonly line: number;
      readonly kind: 'ADDRESS';
      readonly address: SourceAddress;
      readonly format: AddressFormat;
    }
  | { readonly line: number; readonly kind: 'BLANK' }
  | { readonly line: number; readonly kind: 'FAULT'; readonly message: string }
  | { readonly line: undefined; readonly kind: 'FILE_FAULT'; readonly message: string };

const longestRecord = 1_000_000;

/** Streams the records of a file of addresses, plain or gzip, told by its column names. `told` hears of each chunk's bytes. */
export async function* readAddressFile(
  file: string,
  told: (bytes: number) => void,
): AsyncGenerator<SourceRecord> {
  const fault = await reasonUnreadable(file);
  if (fault !== undefined) {
    yield { line: undefined, kind: 'FILE_FAULT', message: `The file cannot be read: ${fault}.` };
    return;
  }
  const text = textOf(file, told);
  if (/\.(?:geojson|jsonl|ndjson|json)(?:\.gz)?$/i.test(file)) yield* readJsonLines(text);
  else yield* readTable(text);
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

function textOf(file: string, told: (bytes: number) => void): Readable {
  const raw = createReadStream(file, { highWaterMark: 1 << 18 });
  raw.on('data', (chunk) => told(chunk.length));
  if (!/\.gz$/i.test(file)) return raw;
  const plain = createGunzip({ chunkSize: 1 << 18 });
  raw.on('error', (cause) => plain.destroy(cause));
  return raw.pipe(plain);
}

async function* readTable(text: Readable): AsyncGenerator<SourceRecord> {
  const skipped: SourceRecord[] = [];
  const parser = parse({
    bom: true,
    delimiter: [',', '\t', '|', ';'],
    info: true,
    relax_column_count: true,
    skip_records_with_error: true,
    max_record_size: longestRecord,
    on_skip: (error) =>
      void skipped.push({
        line: Number(error?.['lines'] ?? 0),
        kind: 'FAULT',
        message: 'The quotes of this record do not match.',
      }),
  });
  text.on('error', (cause) => parser.destroy(cause));
  text.pipe(parser);
  let format: AddressFormat | undefined;
  let columns = new Map<string, number>();
  for await (const { record, info } of parser as AsyncIterable<{
    record: string[];
    info: { lines: number };
  }>) {
    while (skipped.length > 0) yield skipped.shift() as SourceRecord;
    if (!format) {
      format = formatOf(record);
      if (!format) return yield unknownFormat();
      columns = new Map(record.map((name, index) => [name.trim().toUpperCase(), index]));
      continue;
    }
    yield recordOf(info.lines, format, (column) => (record[columns.get(column) ?? -1] ?? '').trim());
  }
  yield* skipped;
  if (!format) yield unknownFormat();
}

async function* readJsonLines(text: Readable): AsyncGenerator<SourceRecord> {
  let line = 0;
  for await (const row of createInterface({ input: text, crlfDelay: Infinity })) {
    line += 1;
    const trimmed = row.replace(/^\uFEFF|^[\x1e]/, '').trim();
    if (trimmed === '') continue;
    const values = flatValues(trimmed);
    if (!values) {
      yield { line, kind: 'FAULT', message: 'This line is no JSON object.' };
      continue;
    }
    const format = formatOf([...values.keys()]);
    if (!format)
      yield { line, kind: 'FAULT', message: `This line names no address: expected ${readableFormats}.` };
    else yield recordOf(line, format, (column) => values.get(column) ?? '');
  }
}

function recordOf(line: number, format: AddressFormat, value: (column: string) => string): SourceRecord {
  const address = format.read(value);
  return address ? { line, kind: 'ADDRESS', address, format } : { line, kind: 'BLANK' };
}

/** The scalars of an object, nested ones too, by their names in upper case; a GeoJSON point gives `LON` and `LAT`. */
function flatValues(text: string): Map<string, string> | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(parsed)) return undefined;
  const values = new Map<string, string>();
  addValues(parsed, values);
  return values;
}

function addValues(object: Readonly<Record<string, unknown>>, values: Map<string, string>): void {
  for (const [name, value] of Object.entries(object)) {
    if (isObject(value)) addValues(value, values);
    else if (name === 'coordinates' && Array.isArray(value)) {
      values.set('LON', String(value[0])).set('LAT', String(value[1]));
    } else if (typeof value === 'string' || typeof value === 'number') {
      values.set(name.toUpperCase(), String(value).trim());
    } else if (value === null) {
      values.set(name.toUpperCase(), '');
    }
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unknownFormat(): SourceRecord {
  return {
    line: undefined,
    kind: 'FILE_FAULT',
    message: `The column names fit no known list of addresses: expected ${readableFormats}.`,
  };
}
