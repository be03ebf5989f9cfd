import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readAddressFile } from './read-address-file.ts';
import type { SourceRecord } from './source-record.ts';
import { stageAddress } from './stage-address.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'address-file-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function recordsOf(name: string, content: string | Buffer): Promise<readonly SourceRecord[]> {
  const file = join(folder, name);
  writeFileSync(file, content);
  const records: SourceRecord[] = [];
  for await (const record of readAddressFile(file, () => undefined)) records.push(record);
  return records;
}

/** Line and delivery line of each address, line and message of each fault. */
async function toldOf(name: string, content: string | Buffer): Promise<readonly (readonly unknown[])[]> {
  return (await recordsOf(name, content)).map((record) => {
    if (record.kind === 'BLANK') return [record.line, 'blank'];
    if (record.kind !== 'ADDRESS') return [record.line, record.message];
    const staged = stageAddress(record.address);
    return [record.line, typeof staged === 'string' ? staged : `${staged.deliveryLine} ${staged.zip}`];
  });
}

const header = 'NUMBER,STREET,UNIT,CITY,REGION,POSTCODE\n';

describe('a table', () => {
  test.each([
    [',', '"12 Elm St; Rear"'],
    [';', '12 Elm St, Rear'],
    ['\t', '12 Elm St, Rear'],
    ['|', '12 Elm St, Rear'],
  ])('divided by %j keeps the other signs in its values', async (delimiter, address) => {
    const rows = [
      ['ADDRESS', 'CITY', 'STATE', 'ZIP'],
      [address, 'Alexandria', 'VA', '22301'],
    ];
    const text = rows.map((row) => row.join(delimiter)).join('\n');
    expect(await toldOf('city.csv', text)).toEqual([[2, '12 ELM ST REAR 22301']]);
  });

  test('may have its columns in any order, others beside them, a byte order mark, and line ends in quotes', async () => {
    const text =
      '\uFEFFnote,POSTCODE,STREET,NUMBER,REGION,CITY\r\n"two\nlines",22301,ELM ST,12,VA,A\r\n,22301,ELM ST,14,VA,A\r\n';
    expect(await toldOf('odd.csv', text)).toEqual([
      [3, '12 ELM ST 22301'],
      [4, '14 ELM ST 22301'],
    ]);
  });

  test('may have been through a spreadsheet: zeros lost before a ZIP, and a point behind whole numbers', async () => {
    const text = `${header}12.0,ELM ST,,CAMBRIDGE,MA,2139\n14,ELM ST,4.0,CAMBRIDGE,MA,2139.0\n`;
    expect(await toldOf('sheet.csv', text)).toEqual([
      [2, '12 ELM ST 02139'],
      [3, '14 ELM ST # 4 02139'],
    ]);
  });

  test('may have been through a geographic program, which writes <Null> for nothing', async () => {
    const text =
      'AddNo_Full,Add_Number,StNam_Full,St_Name,SubAddress,Post_City,Zip_Code\n<Null>,12,<Null>,Elm,<Null>,<Null>,22301\n';
    expect(await toldOf('null.csv', text)).toEqual([[2, '12 ELM 22301']]);
  });

  test('in another encoding than UTF-8 is refused line by line, but for lines that are the same in both', async () => {
    const text = `${header}12,CALLE PE\u00D1A,,MAYAGUEZ,PR,00680\n14,CALLE LUNA,,MAYAGUEZ,PR,00680\n`;
    expect(await toldOf('latin.csv', Buffer.from(text, 'latin1'))).toEqual([
      [2, 'This line is not UTF-8: save the file as UTF-8.'],
      [3, '14 CALLE LUNA 00680'],
    ]);
  });
});

describe('objects', () => {
  const feature = (number: number) =>
    JSON.stringify({
      type: 'Feature',
      properties: { number, street: 'ELM ST', city: 'A', region: 'VA', postcode: '22301' },
      geometry: { type: 'Point', coordinates: [-77.05, 38.82] },
    });

  test('of a collection with a feature a line are read', async () => {
    const text = `{"type":"FeatureCollection","name":"x",\n"features": [\n${feature(12)},\n${feature(14)}\n]\n}\n`;
    expect(await toldOf('lines.geojson', text)).toEqual([
      [3, '12 ELM ST 22301'],
      [4, '14 ELM ST 22301'],
    ]);
  });

  test('of a collection on one line are read', async () => {
    const text = `{"type":"FeatureCollection","features":[${feature(12)},${feature(14)}]}`;
    expect(await toldOf('one.geojson', text)).toEqual([
      [1, '12 ELM ST 22301'],
      [1, '14 ELM ST 22301'],
    ]);
  });

  test('over several lines are faults', async () => {
    const [fault] = await toldOf('pretty.json', '{"number": 12,\n"street": "ELM ST"}\n');
    expect(fault).toEqual([1, expect.stringContaining('one address or feature a line')]);
  });
});

describe('a compressed file', () => {
  const rows = Array.from(
    { length: 20_000 },
    (_, index) => `${index + 1},ELM ST,,A,VA,22301,${index ** 3}\n`,
  );
  const whole = gzipSync(header + rows.join(''));
  const half = Math.floor(whole.length / 2);
  const damaged = Buffer.from(whole);
  damaged.fill(0xa5, half, half + 64);

  test.each([
    ['cut short', 'cut.csv.gz', whole.subarray(0, half)],
    ['damaged in its middle', 'damaged.csv.gz', damaged],
    ['cut short, of objects', 'cut.jsonl.gz', whole.subarray(0, half)],
    ['not compressed', 'plain.csv.gz', Buffer.from(header)],
  ])('that is %s says so at its end', async (_what, name, content) => {
    const records = await recordsOf(name, content);
    expect(records.at(-1)).toMatchObject({
      kind: 'FILE_FAULT',
      message: expect.stringContaining('damaged or cut short'),
    });
  });
});
