import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { parseJson } from '../fhir/parse-json.ts';
import { validateResource } from '../fhir/validate-resource.ts';
import { patientColumns } from '../fhir/patient-columns.ts';
import { isJsonObject } from '../fhir/element-checks.ts';
import { openImportBench } from '../fhir-import/import-in-test.ts';
import { demonstrationNdjson } from './demonstration-ndjson.ts';
import { seedDemonstration } from './seed-demonstration.ts';

const clock = { now: () => new Date('2026-01-15T12:00:00Z') };

test('a thousand charts are valid FHIR R4 without a single issue', () => {
  const issues = [...demonstrationNdjson({ patients: 1000, seed: 42 })].flatMap((line) =>
    validateResource(parseJson(line), line),
  );
  expect(issues).toEqual([]);
});

test('the same seed gives the same bytes, another seed others', () => {
  const hashOf = (seed: number) =>
    createHash('sha256')
      .update([...demonstrationNdjson({ patients: 30, seed })].join(''))
      .digest('hex');
  expect(hashOf(5)).toBe(hashOf(5));
  expect(hashOf(5)).not.toBe(hashOf(6));
});

test('more patients leave the first ones as they are', () => {
  const [few, many] = [5, 9].map((patients) => [...demonstrationNdjson({ patients, seed: 1 })]);
  expect(many?.slice(0, few?.length)).toEqual(few);
});

test('every family name says that it is made up', () => {
  const people = [...demonstrationNdjson({ patients: 50, seed: 1 })].map(parseJson).filter(isJsonObject);
  const patients = people.filter(({ resourceType }) => resourceType === 'Patient').map(patientColumns);
  expect(patients.map(({ familyName }) => familyName?.startsWith('Demo-'))).toEqual(Array(50).fill(true));
});

describe('the seed', () => {
  test('puts 60 patients into Washington and 40 charts into the care of the clinician, once', async () => {
    const bench = await openImportBench();
    try {
      await seedDemonstration({ databaseUrl: bench.url, clock });
      await seedDemonstration({ databaseUrl: bench.url, clock });

      const { rows } = await bench.client.query(`
        SELECT (SELECT count(*)::int FROM patient WHERE county_fips = '11001') AS washington,
               (SELECT count(*)::int FROM patient) AS patients,
               (SELECT count(*)::int FROM import_job) AS jobs,
               (SELECT count(DISTINCT patient_id)::int FROM care_relationship
                 WHERE actor = 'demo-practitioner-1' AND basis = 'CARE_TEAM') AS charts,
               (SELECT count(*)::int FROM record WHERE sens_mask <> 0 AND label_author = 'RULE') > 0 AS labelled`);
      expect(rows).toEqual([{ washington: 60, patients: 120, jobs: 1, charts: 40, labelled: true }]);
    } finally {
      await bench.close();
    }
  });
});
