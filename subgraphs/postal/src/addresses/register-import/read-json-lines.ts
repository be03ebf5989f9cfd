import type { Readable } from 'node:stream';
import { formatOf, readableFormats } from './address-formats.ts';
import { type SourceRecord, recordOf } from './source-record.ts';

/** What stands between the features of a collection that has one a line. */
const wrapper = /^(?:[[\]{},]+$|\{?\s*"(?:type"\s*:\s*"FeatureCollection"|name"|crs"|bbox"|features"))/;

/** The records of a file with one JSON object or GeoJSON feature a line; the lines round the features of a collection are passed over. */
export async function* readJsonLines(text: Readable): AsyncGenerator<SourceRecord> {
  let line = 0;
  for await (const row of linesOf(text)) {
    line += 1;
    const trimmed = row.replace(/^\uFEFF|^[\x1e]/, '').trim();
    if (trimmed === '') continue;
    const objects = objectsOf(trimmed);
    if (objects) for (const values of objects.map(flatValues)) yield readValues(line, values);
    else if (!wrapper.test(trimmed))
      yield {
        line,
        kind: 'FAULT',
        message: 'This line is no JSON object: give one address or feature a line.',
      };
  }
}

function readValues(line: number, values: ReadonlyMap<string, string>): SourceRecord {
  const format = formatOf([...values.keys()]);
  return format
    ? recordOf(line, format, (column) => values.get(column) ?? '')
    : { line, kind: 'FAULT', message: `This line names no address: expected ${readableFormats}.` };
}

async function* linesOf(text: Readable): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of text.setEncoding('utf8') as AsyncIterable<string>) {
    const rows = (rest + chunk).split(/\r?\n/);
    rest = rows.pop() ?? '';
    yield* rows;
  }
  if (rest !== '') yield rest;
}

/** The objects of a line: itself, or the features of a collection that stands on one line. */
function objectsOf(text: string): readonly Readonly<Record<string, unknown>>[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/,$/, ''));
  } catch {
    return undefined;
  }
  if (!isObject(parsed)) return undefined;
  const features = parsed['features'];
  return Array.isArray(features) ? features.filter(isObject) : [parsed];
}

/** The scalars of an object, nested ones too, by their names in upper case; a GeoJSON point gives `LON` and `LAT`. */
function flatValues(object: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  addValues(object, values);
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
