import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findPersona } from '@rotunda/platform/personas';
import type { Viewer } from '@rotunda/platform/viewer';
import { type Hospital, anOfficer, noon, openHospital, valueAt } from '../test/hospital.ts';
import { seedHealth } from './seed-health.ts';

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital();
  await seed();
});
afterAll(() => hospital.close());

const seed = () => seedHealth({ databaseUrl: hospital.databaseUrl, clock: { now: () => noon } });

function personaViewer(name: string): Viewer {
  const persona = findPersona(name);
  if (!persona) throw new Error(`No persona is called ${name}.`);
  const { subject, agency, scopes, purposes, attributes } = persona;
  return { subject, authenticated: true, agency, scopes: new Set(scopes), purpose: purposes[0], attributes };
}

const contents = async () =>
  (
    await hospital.pool.query(
      'SELECT (SELECT count(*) FROM record) AS records, (SELECT count(*) FROM record_version) AS versions, (SELECT count(*) FROM import_job) AS jobs',
    )
  ).rows;

test('a second seed changes nothing', async () => {
  const before = await contents();

  await seed();

  expect(await contents()).toEqual(before);
});

test('the clinician of the demonstration finds patients in care and reads their summaries in Spanish', async () => {
  const answer = await hospital.ask(
    personaViewer('clinician'),
    /* GraphQL */ `
      {
        patients(first: 10) {
          totalCount
          nodes {
            name {
              text
            }
            region {
              fips
            }
            summary(language: "es") {
              problems {
                state
                items {
                  code {
                    text {
                      value
                      language
                      source
                    }
                  }
                }
              }
              results {
                state
                items {
                  value {
                    __typename
                  }
                }
              }
              medications {
                items {
                  dosageText {
                    value
                    source
                  }
                }
              }
            }
          }
        }
      }
    `,
  );

  expect(answer.errors).toBeUndefined();
  expect(Number(valueAt(answer, 'patients', 'totalCount'))).toBeGreaterThan(10);
  expect(valueAt(answer, 'patients', 'nodes')).toHaveLength(10);
  expect(JSON.stringify(answer.data)).toContain('PROJECT_TRANSLATION_DRAFT');
});

test('the partner sees how many patients Washington has, and no patient', async () => {
  const { data } = await hospital.ask(
    personaViewer('partner'),
    '{ region(fips: "11001") { health { patients suppressed } } patients { totalCount } }',
  );

  expect(data).toEqual({ region: { health: { patients: 60, suppressed: false } }, patients: null });
});

test('an operator reads the proof of the import: every line is accounted for', async () => {
  const operator = { ...anOfficer('none'), scopes: new Set(['health:import:read']) };

  const answer = await hospital.ask(
    operator,
    /* GraphQL */ `
      {
        importJobs {
          name
          state
          files {
            name
            lines
          }
          reconciliation {
            linesRead
            accountedFor
            balanced
            hashMismatches
            outcomes {
              outcome
              lines
            }
            certificateHash
          }
          ledger(first: 2) {
            totalCount
            nodes {
              file
              line
              outcome
              fhirType
              sourceHash
              storedHash
              issues {
                code
              }
            }
            pageInfo {
              hasNextPage
              endCursor
            }
          }
        }
      }
    `,
  );

  expect(answer.errors).toBeUndefined();
  const [job] = valueAt(answer, 'importJobs') as readonly unknown[];
  expect(job).toMatchObject({
    state: 'COMPLETED',
    reconciliation: { balanced: true, hashMismatches: 0 },
    ledger: {
      nodes: [
        { line: 1, outcome: 'LOADED' },
        { line: 2, outcome: 'LOADED' },
      ],
      pageInfo: { hasNextPage: true },
    },
  });
  expect(JSON.stringify(job)).toMatch(/"linesRead":(\d+),"accountedFor":\1,/);
});
