import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeWithRecordings } from '@rotunda/platform/shared-recordings';
import { contentHash } from '../fhir/canonical-json.ts';
import { parseJson } from '../fhir/parse-json.ts';
import { type ImportBench, openImportBench } from './import-in-test.ts';

describeWithRecordings('recorded FHIR', (recording) => {
  let bench: ImportBench;
  beforeAll(async () => {
    bench = await openImportBench();
  });
  afterAll(() => bench.close());

  test('44 lines of good and bad come to the 44 outcomes foreseen', async () => {
    const expected = readFileSync(recording('health/negative/expected.tsv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1);

    const report = await bench.importFiles([recording('health/negative/mixed.ndjson.gz')], {
      sourceSystem: 'negative',
    });

    expect(await bench.outcomes(report)).toEqual(expected.map((line) => line.split('\t')[1]));
    expect(report.read).toBe(report.loaded + report.unchanged + report.rejected + report.blank);
  });

  test('a bulk export with conditional references is loaded whole, and its practitioners may open the charts', async () => {
    const types = [
      'AllergyIntolerance',
      'Encounter',
      'Immunization',
      'Organization',
      'Patient',
      'Practitioner',
    ];
    const files = types.map((type) => recording(`health/bulk-10-uscore/${type}.000.ndjson.gz`));

    const report = await bench.importFiles(files, { sourceSystem: 'export' });

    expect(report).toMatchObject({ loaded: report.read, faultCount: 0 });
    const { rows } = await bench.client.query(
      `SELECT count(*) FILTER (WHERE actor LIKE '%?%')::int AS unresolved, count(*) > 0 AS any
         FROM care_relationship c JOIN record r ON r.record_id = c.source_record_id WHERE r.source_system = 'export'`,
    );
    expect(rows).toEqual([{ unresolved: 0, any: true }]);
  });

  test('what is stored is canonically what was sent, and all of it in some chart', async () => {
    const { rows } = await bench.client.query<{ content: string; content_hash: string }>(
      'SELECT content, content_hash FROM record',
    );

    expect(
      rows.filter(({ content, content_hash }) => contentHash(parseJson(content)) !== content_hash),
    ).toEqual([]);
    const { rows: lost } = await bench.client.query(
      `SELECT fhir_type FROM record WHERE patient_id IS NULL AND fhir_type NOT IN ('Organization', 'Practitioner')`,
    );
    expect(lost).toEqual([]);
  });
});
