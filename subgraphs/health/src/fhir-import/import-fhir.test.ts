import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aPatient, anObservation, type ImportBench, ndjson, openImportBench } from './import-in-test.ts';

let bench: ImportBench;
let system = 0;
/** Each test is a source system of its own, so that none sees another's records. */
const source = () => ({ sourceSystem: `test-${(system += 1)}` });

beforeAll(async () => {
  bench = await openImportBench();
});
afterAll(() => bench.close());

test('every line has a ledger row, and the report counts each once', async () => {
  const file = await bench.file(
    'mixed.ndjson',
    ndjson(aPatient('p1'), '', '{"cut', '[]', '{"a":1}', anObservation('o1', 'Patient/p1')),
  );

  const report = await bench.importFiles([file], source());

  expect(await bench.outcomes(report)).toEqual([
    'LOADED',
    'BLANK',
    'REJECTED_PARSE',
    'REJECTED_NOT_A_RESOURCE',
    'REJECTED_UNKNOWN_TYPE',
    'LOADED',
  ]);
  expect(report).toMatchObject({ read: 6, loaded: 2, unchanged: 0, rejected: 3, blank: 1, faultCount: 3 });
  expect(report.faults.map(({ line }) => line)).toEqual([3, 4, 5]);
});

test('the text is stored as it was sent, digits and spacing included', async () => {
  const text =
    '{ "resourceType":"Observation","id":"o1", "status":"final","code":{"text":"x"},"valueQuantity":{"value":1.10} }';
  const terms = source();

  await bench.importFiles([await bench.file('decimal.ndjson', text)], terms);

  const { rows } = await bench.client.query(
    'SELECT content, value_number::text FROM record WHERE source_system = $1',
    [terms.sourceSystem],
  );
  expect(rows).toEqual([{ content: text, value_number: '1.10' }]);
});

describe('the same id again', () => {
  test('with the same content in another key order changes nothing', async () => {
    const [first, again] = [
      '{"resourceType":"Patient","id":"p","active":true}',
      '{"active":true,"id":"p","resourceType":"Patient"}',
    ];

    const report = await bench.importFiles(
      [await bench.file('again.ndjson', ndjson(first, again))],
      source(),
    );

    expect(await bench.outcomes(report)).toEqual(['LOADED', 'UNCHANGED']);
  });

  test('with other content is a new version, and every version stays', async () => {
    const terms = source();
    const versions = [aPatient('p'), aPatient('p', { gender: 'male' }), aPatient('p', { gender: 'other' })];
    const earlier = await bench.importFiles(
      [await bench.file('v1.ndjson', ndjson(aPatient('p', { active: false })))],
      terms,
    );

    const report = await bench.importFiles([await bench.file('v234.ndjson', ndjson(...versions))], terms);

    expect(await bench.outcomes(earlier)).toEqual(['LOADED']);
    expect(await bench.outcomes(report)).toEqual(Array(3).fill('LOADED_AS_NEW_VERSION'));
    const history = await bench.client.query(
      'SELECT v.version_id FROM record_version v JOIN record r USING (record_id) WHERE r.source_system = $1 ORDER BY 1',
      [terms.sourceSystem],
    );
    expect(history.rows.map(({ version_id }) => version_id)).toEqual([1, 2, 3]);
    const current = await bench.client.query(
      'SELECT r.version_id, p.gender FROM record r JOIN patient p ON p.patient_id = r.record_id WHERE r.source_system = $1',
      [terms.sourceSystem],
    );
    expect(current.rows).toEqual([{ version_id: 4, gender: 'other' }]);
  });

  test('from another source system is another record', async () => {
    const file = await bench.file('same-id.ndjson', ndjson(aPatient('p')));

    const reports = [await bench.importFiles([file], source()), await bench.importFiles([file], source())];

    expect(reports.map(({ loaded }) => loaded)).toEqual([1, 1]);
  });
});

test('the same file again is unchanged throughout, even where it says one id twice', async () => {
  const terms = source();
  const file = await bench.file(
    'twice.ndjson',
    ndjson(aPatient('p'), aPatient('p', { active: true }), { resourceType: 'Patient', active: true }),
  );

  await bench.importFiles([file], terms);
  const again = await bench.importFiles([file], terms);

  expect(again).toMatchObject({ read: 3, unchanged: 3 });
  const { rows } = await bench.client.query(
    'SELECT version_id FROM record WHERE source_system = $1 ORDER BY 1',
    [terms.sourceSystem],
  );
  expect(rows.map(({ version_id }) => version_id)).toEqual([1, 2]);
});

describe('a record whose patient is unknown', () => {
  test('waits, and is loaded when the patient comes in another file', async () => {
    const terms = source();
    const waiting = await bench.importFiles(
      [await bench.file('early.ndjson', ndjson(anObservation('o', 'Patient/late')))],
      terms,
    );
    expect(await bench.outcomes(waiting)).toEqual(['PENDING_REFERENCE']);
    expect(waiting).toMatchObject({ loaded: 0, pending: 1, rejected: 1 });

    await bench.importFiles([await bench.file('late.ndjson', ndjson(aPatient('late')))], terms);

    expect(await bench.outcomes(waiting)).toEqual(['LOADED']);
    const { rows } = await bench.client.query(
      `SELECT r.import_line, r.patient_id = p.patient_id AS in_chart FROM record r JOIN patient p USING (source_system)
        WHERE r.source_system = $1 AND r.fhir_type = 'Observation'`,
      [terms.sourceSystem],
    );
    expect(rows).toEqual([{ import_line: 1, in_chart: true }]);
    const left = await bench.client.query('SELECT FROM quarantined_record WHERE source_system = $1', [
      terms.sourceSystem,
    ]);
    expect(left.rowCount).toBe(0);
  });

  test('does not wait for a patient who stands later in the same file', async () => {
    const file = await bench.file('later.ndjson', ndjson(anObservation('o', 'Patient/p'), aPatient('p')));

    const report = await bench.importFiles([file], source());

    expect(await bench.outcomes(report)).toEqual(['LOADED', 'LOADED']);
  });

  test('may name the patient by identifier', async () => {
    const terms = source();
    const mrn = { identifier: [{ system: 'urn:mrn', value: '7' }] };
    const early = await bench.importFiles(
      [await bench.file('by-mrn.ndjson', ndjson(anObservation('o', 'Patient?identifier=urn:mrn|7')))],
      terms,
    );

    await bench.importFiles([await bench.file('mrn.ndjson', ndjson(aPatient('p', mrn)))], terms);

    expect(await bench.outcomes(early)).toEqual(['LOADED']);
  });

  test('that is there twice ends as its later version', async () => {
    const terms = source();
    const versions = ['2020', '2021'].map((effectiveDateTime) =>
      anObservation('o', 'Patient/p', { effectiveDateTime }),
    );
    const early = await bench.importFiles([await bench.file('two.ndjson', ndjson(...versions))], terms);

    await bench.importFiles([await bench.file('their-patient.ndjson', ndjson(aPatient('p')))], terms);

    expect(await bench.outcomes(early)).toEqual(['LOADED', 'LOADED_AS_NEW_VERSION']);
  });

  test('is not loaded over a version that came meanwhile', async () => {
    const terms = source();
    const early = await bench.importFiles(
      [await bench.file('w1.ndjson', ndjson(anObservation('o', 'Patient/p')))],
      terms,
    );
    const newer = anObservation('o', 'Patient/q', { issued: '2020-01-01T00:00:00Z' });
    await bench.importFiles([await bench.file('w2.ndjson', ndjson(aPatient('q'), newer))], terms);

    await bench.importFiles([await bench.file('w3.ndjson', ndjson(aPatient('p')))], terms);

    expect(await bench.outcomes(early)).toEqual(['REJECTED_CONFLICT']);
  });
});

test('under refuse, one bad line keeps everything out', async () => {
  const terms = { ...source(), faultPolicy: 'refuse' as const };
  const file = await bench.file('refuse.ndjson', ndjson(aPatient('p'), '', aPatient('q', { gender: 'F' })));

  const report = await bench.importFiles([file], terms);

  expect(report).toMatchObject({
    jobId: undefined,
    read: 3,
    loaded: 0,
    rejected: 2,
    blank: 1,
    faultCount: 1,
  });
  const { rowCount } = await bench.client.query('SELECT FROM record WHERE source_system = $1', [
    terms.sourceSystem,
  ]);
  expect(rowCount).toBe(0);
});

test('files are read patients first, whatever the order in which they are named', async () => {
  const observations = await bench.file('A.ndjson.gz', gzipSync(ndjson(anObservation('o', 'Patient/p'))));
  const patients = await bench.file('Z.ndjson', ndjson(aPatient('p')));

  const report = await bench.importFiles([observations, patients], source());

  expect(report).toMatchObject({ loaded: 2, pending: 0 });
});

test('a file that is not there is refused by name, before anything is loaded', async () => {
  await expect(bench.importFiles(['/nowhere/gone.ndjson'], source())).rejects.toThrow(
    'gone.ndjson cannot be opened.',
  );
});

test('a job is balanced and certified when it ends', async () => {
  const file = await bench.file('certified.ndjson', ndjson(aPatient('p'), '', '{'));

  const { jobId } = await bench.importFiles([file], source());

  const { rows } = await bench.client.query(
    `SELECT j.state, j.lines_read, j.hash_mismatches, j.certificate_hash ~ '^[0-9a-f]{64}$' AS certified, f.lines_done,
            (SELECT count(*)::int FROM import_ledger l WHERE l.import_job_id = j.import_job_id AND l.entry = 0) AS accounted
       FROM import_job j JOIN import_file f USING (import_job_id) WHERE import_job_id = $1`,
    [jobId],
  );
  expect(rows).toEqual([
    {
      state: 'COMPLETED_WITH_ISSUES',
      lines_read: 3,
      hash_mismatches: 0,
      certified: true,
      lines_done: 3,
      accounted: 3,
    },
  ]);
});

test('an import of the same source system that runs already is told of', async () => {
  const terms = source();
  await bench.client.query(`SELECT pg_advisory_lock(hashtextextended('fhir-import ' || $1, 0))`, [
    terms.sourceSystem,
  ]);

  await expect(bench.importFiles([await bench.file('busy.ndjson', '')], terms)).rejects.toThrow(
    'is running: wait for its end',
  );
});
