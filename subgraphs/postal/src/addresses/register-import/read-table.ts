import type { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { formatOf, readableFormats } from './address-formats.ts';
import type { AddressFormat } from './source-address.ts';
import { type SourceRecord, recordOf } from './source-record.ts';

const longestRecord = 1_000_000;
const delimiters = [',', '\t', ';', '|'] as const;
type Delimiter = (typeof delimiters)[number];

/** The delimiter that divides the first line of a table most often, a comma where none does. */
export function delimiterOf(head: string): Delimiter {
  const [header = ''] = head.split(/[\r\n]/, 1);
  const count = (delimiter: Delimiter) => header.split(delimiter).length;
  return delimiters.reduce((most, delimiter) => (count(delimiter) > count(most) ? delimiter : most));
}

/** The records of a table whose first line names its columns; a record whose quotes do not match is a fault. */
export async function* readTable(text: Readable, delimiter: Delimiter): AsyncGenerator<SourceRecord> {
  const skipped: SourceRecord[] = [];
  const parser = parse({
    bom: true,
    delimiter,
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
    yield recordOf(info.lines, format, (column) => record[columns.get(column) ?? -1] ?? '');
  }
  yield* skipped;
  if (!format) yield unknownFormat();
}

function unknownFormat(): SourceRecord {
  return {
    line: undefined,
    kind: 'FILE_FAULT',
    message: `The column names fit no known list of addresses: expected ${readableFormats}.`,
  };
}
