import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Hospital, aCondition, aDoctor, aPatientViewer, openHospital } from '../../test/hospital.ts';

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital();
});
afterAll(() => hospital.close());

test('a part 2 row is neither shown nor counted to the care team, and is shown to the patient', async () => {
  const id = await hospital.admit();
  await hospital.assign(id, 'dr-team');
  await hospital.record(id, aCondition('38341003', 'Hypertension'));
  await hospital.record(id, aCondition('5602001', 'Opioid abuse', { sensitivities: ['SUD_PART2'] }));
  const query = /* GraphQL */ `
    query ($id: ID!) {
      patient(id: $id) {
        summary {
          problems {
            items {
              id
            }
          }
        }
        conditions(first: 1) {
          totalCount
          pageInfo {
            hasNextPage
          }
          nodes {
            code {
              text {
                value
              }
            }
          }
        }
        records(fhirType: "Condition") {
          totalCount
        }
        access {
          somethingWithheld
        }
      }
    }
  `;

  const doctor = await hospital.ask(aDoctor('dr-team'), query, { id });
  const patient = await hospital.ask(aPatientViewer(id), query, { id });

  expect(doctor.data?.['patient']).toEqual({
    summary: { problems: { items: [{ id: expect.any(String) }] } },
    conditions: {
      totalCount: 1,
      pageInfo: { hasNextPage: false },
      nodes: [{ code: { text: { value: 'Hypertension' } } }],
    },
    records: { totalCount: 1 },
    access: { somethingWithheld: false },
  });
  expect(patient.data?.['patient']).toMatchObject({
    summary: { problems: { items: [{}, {}] } },
    conditions: { totalCount: 2 },
    records: { totalCount: 2 },
  });
});
