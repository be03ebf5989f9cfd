import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aPatient, anObservation, type ImportBench, ndjson, openImportBench } from './import-in-test.ts';

let bench: ImportBench;
let system = 0;
const source = () => ({ sourceSystem: `test-${(system += 1)}` });

beforeAll(async () => {
  bench = await openImportBench();
});
afterAll(() => bench.close());

describe('a Bundle', () => {
  const entry = (uuid: string, resource: object) => ({
    fullUrl: `urn:uuid:${uuid}`,
    resource,
    request: { method: 'POST', url: 'x' },
  });
  const [one, two] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
  const patientEntry = entry(one, { resourceType: 'Patient', name: [{ family: 'Demo-Fir' }] });

  test('loads each entry, its urn:uuid references resolved and its text untouched', async () => {
    const terms = source();
    const observation = { ...anObservation('', `urn:uuid:${one}`), id: undefined };
    const bundle = {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [entry(two, observation), patientEntry],
    };

    const report = await bench.importFiles(
      [await bench.file('bundle.json', JSON.stringify(bundle, undefined, 2))],
      terms,
    );

    expect(await bench.outcomes(report)).toEqual(['LOADED', 'LOADED/1', 'LOADED/2']);
    const { rows } = await bench.client.query(
      `SELECT r.fhir_id, r.content::jsonb #>> '{subject,reference}' AS subject, r.patient_id = p.patient_id AS in_chart
         FROM record r JOIN patient p USING (source_system) WHERE r.source_system = $1 AND r.fhir_type = 'Observation'`,
      [terms.sourceSystem],
    );
    expect(rows).toEqual([{ fhir_id: two, subject: `urn:uuid:${one}`, in_chart: true }]);
  });

  test('that is a transaction loads nothing if one entry is bad', async () => {
    const terms = source();
    const bad = entry(two, { resourceType: 'Observation', status: 'bogus', code: { text: 'x' } });
    const bundle = { resourceType: 'Bundle', type: 'transaction', entry: [patientEntry, bad] };

    const report = await bench.importFiles([await bench.file('bad.ndjson', ndjson(bundle))], terms);

    expect(await bench.outcomes(report)).toEqual(['REJECTED_INVALID']);
    expect(report.faults[0]?.message).toMatch(/^Bundle\.entry\[1\]\.resource\.status: /);
    const { rowCount } = await bench.client.query('SELECT FROM record WHERE source_system = $1', [
      terms.sourceSystem,
    ]);
    expect(rowCount).toBe(0);
  });

  test('that is a collection loads its good entries and tells the bad', async () => {
    const bundle = {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [{ resource: aPatient('p') }, { resource: { resourceType: 'Patient', gender: 'F' } }],
    };

    const report = await bench.importFiles([await bench.file('collection.ndjson', ndjson(bundle))], source());

    expect(await bench.outcomes(report)).toEqual(['REJECTED_INVALID', 'LOADED/1', 'REJECTED_INVALID/2']);
    expect(report).toMatchObject({
      faultCount: 1,
      faults: [{ line: 1, message: expect.stringContaining('Bundle.entry[1].resource.gender') }],
    });
  });
});
