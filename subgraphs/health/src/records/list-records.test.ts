import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type Hospital,
  aCondition,
  aDoctor,
  aPatientViewer,
  openHospital,
  valueAt,
} from '../../test/hospital.ts';
import { countStatements } from '../../test/count-statements.ts';

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital();
});
afterAll(() => hospital.close());

const page = /* GraphQL */ `
  query ($id: ID!, $first: Int, $after: String) {
    patient(id: $id) {
      conditions(first: $first, after: $after) {
        totalCount
        nodes {
          id
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`;

interface Page {
  readonly totalCount: number;
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function readPage(id: string, first: number, after: string | null): Promise<Page> {
  const answer = await hospital.ask(aDoctor('dr-team'), page, { id, first, after });
  return valueAt(answer, 'patient', 'conditions') as Page;
}

describe('a list of records', () => {
  test.each([1, 2, 3, 7, 50])(
    'read %i at a time gives every row once, undated first and then newest first',
    async (first) => {
      const id = await hospital.admit();
      await hospital.assign(id, 'dr-team');
      const times = [
        '2025-05-05T10:00:00.000Z',
        null,
        '2024-01-01T00:00:00.000Z',
        '2025-05-05T10:00:00.000Z',
        null,
        '2026-01-01T00:00:00.000Z',
      ];
      const rows = [];
      for (const at of times)
        rows.push({ at, id: await hospital.record(id, aCondition('1', 'Any', { at })) });
      await hospital.record(id, aCondition('2', 'Wrong', { status: 'entered-in-error' }));
      await hospital.record(id, aCondition('3', 'Hidden', { sensitivities: ['SUD_PART2', 'PSY'] }));
      const expected = rows
        .sort((one, other) => orderOf(other).localeCompare(orderOf(one)))
        .map((row) => row.id);

      const read: string[] = [];
      let after: string | null = null;
      for (;;) {
        const { nodes, pageInfo, totalCount } = await readPage(id, first, after);
        read.push(...nodes.map((node) => node.id));
        expect(totalCount).toBe(times.length);
        if (!pageInfo.hasNextPage) break;
        after = pageInfo.endCursor;
      }

      expect(read).toEqual(expected);
    },
  );

  test('refuses more than 200 at once and a cursor of another list', async () => {
    const id = await hospital.admit();
    await hospital.assign(id, 'dr-team');
    const foreign = Buffer.from(JSON.stringify(['not a time', 'x'])).toString('base64url');

    for (const variables of [{ first: 201 }, { first: 0 }, { after: foreign }, { after: 'nonsense' }]) {
      const { errors } = await hospital.ask(aDoctor('dr-team'), page, { id, ...variables });
      expect(errors?.[0]?.extensions?.['code']).toBe('BAD_INPUT');
    }
  });

  test('of many patients is one statement a list, whatever their number', async () => {
    for (let number = 0; number < 5; number += 1) {
      const id = await hospital.admit();
      await hospital.assign(id, 'dr-busy');
      await hospital.record(id, aCondition('38341003', 'Hypertension'));
    }
    const many = /* GraphQL */ `
      {
        patients(first: 50) {
          nodes {
            id
            name {
              text
            }
            conditions {
              nodes {
                code {
                  text {
                    value
                  }
                }
              }
            }
            summary {
              problems {
                items {
                  id
                }
              }
              results {
                items {
                  id
                }
              }
            }
          }
        }
      }
    `;
    const readMany = () => hospital.ask(aDoctor('dr-busy'), many);
    await readMany();

    const { answer, statements } = await countStatements(readMany);

    expect(valueAt(answer, 'patients', 'nodes')).toHaveLength(5);
    // Ids, facts, one batch of access events, patients, conditions, summaries.
    expect(statements).toBe(6);
  });
});

test('a summary takes four statements: facts, event, patient, sections', async () => {
  const id = await hospital.admit();
  await hospital.assign(id, 'dr-team');
  const summary =
    'query ($id: ID!) { patient(id: $id) { name { text } summary { problems { state items { id } } allergies { state } results { state } medications { state } immunizations { state } } } }';
  const read = () => hospital.ask(aDoctor('dr-team'), summary, { id });
  await read();

  const { statements } = await countStatements(read);

  expect(statements).toBe(4);
});

test('a record comes out with the digits, order and spacing it came in with', async () => {
  const id = await hospital.admit();
  const content = '{"resourceType":"Observation", "valueQuantity":{"value":1.10,"unit":"mg"},"id":"x"}';
  await hospital.record(id, { resource: { resourceType: 'Observation' }, content, status: 'final' });

  const { data } = await hospital.ask(
    aPatientViewer(id),
    'query ($id: ID!) { patient(id: $id) { records(fhirType: "Observation") { nodes { fhir provenance { contentHash } } } } }',
    { id },
  );

  expect(data?.['patient']).toMatchObject({ records: { nodes: [{ fhir: content }] } });
});

function orderOf({ at, id }: { readonly at: string | null; readonly id: string }): string {
  return `${at ?? '9999'} ${id}`;
}
