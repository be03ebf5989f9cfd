import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { demonstrationNdjson } from '../demonstration/demonstration-ndjson.ts';
import { aPatient, anObservation, type ImportBench, ndjson, openImportBench } from './import-in-test.ts';

let bench: ImportBench;

beforeAll(async () => {
  bench = await openImportBench();
});
afterAll(() => bench.close());

const long = '漢'.repeat(5000);

test.each([
  ['a NUL in the name of an element', '{"resourceType":"Patient","a\\u0000b":1}', 'REJECTED_INVALID'],
  [
    'half a surrogate pair in the name of an element',
    '{"resourceType":"Patient","a\\ud800b":1}',
    'REJECTED_INVALID',
  ],
  ['a NUL in the id', '{"resourceType":"Patient","id":"a\\u0000b"}', 'REJECTED_INVALID'],
  [
    'a NUL in whom it refers to',
    '{"resourceType":"Observation","status":"final","code":{"text":"x"},"subject":{"reference":"Patient?identifier=a|\\u0000"}}',
    'REJECTED_INVALID',
  ],
  [
    'an identifier too long for any index',
    JSON.stringify(aPatient('long-id', { identifier: [{ system: 'urn:x', value: long }] })),
    'LOADED',
  ],
  [
    'a patient named at such length',
    JSON.stringify(anObservation('long-ref', `Patient?identifier=urn:x|${long}`)),
    'PENDING_REFERENCE',
  ],
  [
    'a number larger than any',
    '{"resourceType":"Observation","id":"big","status":"final","code":{"text":"x"},"valueQuantity":{"value":1e999999}}',
    'LOADED',
  ],
  [
    'the last hour of year 9999, west of Greenwich',
    '{"resourceType":"Observation","id":"late","status":"final","code":{"text":"x"},"effectiveDateTime":"9999-12-31T23:59:59-11:00"}',
    'LOADED_WITH_WARNING',
  ],
  ['the year 1', '{"resourceType":"Patient","id":"old","birthDate":"0001-01-01"}', 'LOADED'],
  ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), 'REJECTED_PARSE'],
  [
    'backslashes, tabs and line ends that COPY reads its own way',
    JSON.stringify(aPatient('copy', { name: [{ family: 'a\\N\\.\t\r\nb' }] })),
    'LOADED',
  ],
])('%s', async (_what, line, outcome) => {
  const report = await bench.importFiles([await bench.file('hostile.ndjson', line)]);
  expect(await bench.outcomes(report)).toEqual([outcome]);
});

test('whatever is done to a file, every line has one outcome and the import ends', async () => {
  const sound = [...demonstrationNdjson({ patients: 2, seed: 11 })].map((line) => line.trimEnd());
  const cut = fc
    .tuple(
      fc.constantFrom(...sound),
      fc.nat(2000),
      fc.constantFrom('', '"', '}', ',', '\\u0000', 'null', '0'),
    )
    .map(([line, at, put]) => {
      const place = at % line.length;
      return line.slice(0, place) + put + line.slice(place + 1);
    });
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          fc.constantFrom(...sound),
          cut,
          fc.json().map((text) => text.replaceAll('\n', ' ')),
        ),
        { minLength: 1, maxLength: 60 },
      ),
      async (lines) => {
        const report = await bench.importFiles([await bench.file('mutated.ndjson', `${ndjson(...lines)}\n`)]);

        expect(report.read).toBe(lines.length);
        expect(report.loaded + report.unchanged + report.rejected + report.blank).toBe(report.read);
      },
    ),
    { numRuns: 15 },
  );
});
