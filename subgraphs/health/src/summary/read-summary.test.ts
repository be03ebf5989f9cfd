import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type Hospital,
  aCondition,
  aDoctor,
  aPatientViewer,
  openHospital,
  valueAt,
} from '../../test/hospital.ts';

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital();
});
afterAll(() => hospital.close());

const summaryQuery = /* GraphQL */ `
  query ($id: ID!, $language: LanguageTag) {
    patient(id: $id) {
      id
      summary(language: $language) {
        language
        translationCoverage
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
        pastProblems {
          state
          items {
            id
          }
        }
        allergies {
          state
          items {
            code {
              text {
                value
              }
            }
          }
        }
        medications {
          state
          items {
            medication {
              text {
                value
              }
            }
          }
        }
        immunizations {
          state
          items {
            vaccine {
              text {
                value
              }
            }
          }
        }
        results {
          state
          items {
            code {
              text {
                value
              }
            }
            value {
              ... on QuantityValue {
                quantity {
                  value
                  unit
                }
              }
            }
          }
        }
        vitalSigns {
          state
          items {
            id
          }
        }
        socialHistory {
          state
          items {
            id
          }
        }
        procedures {
          state
          items {
            code {
              text {
                value
              }
            }
          }
        }
      }
    }
  }
`;

const loinc = (code: string, display: string) => ({
  coding: [{ system: 'http://loinc.org', code, display }],
});

async function aChart(): Promise<string> {
  const id = await hospital.admit();
  await hospital.assign(id, 'dr-team');
  await hospital.record(id, aCondition('38341003', 'Hypertension'));
  await hospital.record(id, aCondition('10509002', 'Acute bronchitis', { status: 'resolved' }));
  await hospital.record(id, aCondition('1234567', 'Something rare'));
  await hospital.record(id, {
    resource: {
      resourceType: 'AllergyIntolerance',
      code: {
        coding: [{ system: 'http://snomed.info/sct', code: '716186003', display: 'No known allergy' }],
      },
    },
    status: 'active',
  });
  await hospital.record(id, {
    resource: {
      resourceType: 'MedicationRequest',
      intent: 'order',
      medicationCodeableConcept: { text: 'Lisinopril 10 mg' },
    },
    status: 'active',
  });
  await hospital.record(id, {
    resource: {
      resourceType: 'MedicationRequest',
      intent: 'order',
      medicationCodeableConcept: { text: 'Old drug' },
    },
    status: 'stopped',
  });
  await hospital.record(id, {
    resource: {
      resourceType: 'Immunization',
      vaccineCode: { text: 'Influenza' },
      occurrenceDateTime: '2025-10-01',
    },
    status: 'completed',
  });
  const result = { resourceType: 'Observation', code: loinc('4548-4', 'HbA1c') };
  await hospital.record(id, {
    resource: result,
    content: JSON.stringify({ ...result, valueQuantity: { value: 0, unit: '%' } }).replace(
      '"value":0',
      '"value":6.10',
    ),
    status: 'final',
    categories: ['laboratory'],
  });
  await hospital.record(id, {
    resource: { resourceType: 'Procedure', code: { text: 'Appendectomy' } },
    status: 'completed',
  });
  return id;
}

describe('the summary', () => {
  test('gives a member of the care team every section, each with its state', async () => {
    const id = await aChart();

    const { data, errors } = await hospital.ask(aDoctor('dr-team'), summaryQuery, { id });

    expect(errors).toBeUndefined();
    expect(data?.['patient']).toMatchObject({
      id,
      summary: {
        language: 'en',
        translationCoverage: 1,
        problems: { state: 'PRESENT', items: [{}, {}] },
        pastProblems: { state: 'PRESENT', items: [{}] },
        allergies: { state: 'NONE_KNOWN', items: [{ code: { text: { value: 'No known allergy' } } }] },
        medications: { state: 'PRESENT', items: [{ medication: { text: { value: 'Lisinopril 10 mg' } } }] },
        immunizations: { state: 'PRESENT', items: [{ vaccine: { text: { value: 'Influenza' } } }] },
        results: { state: 'PRESENT', items: [{ value: { quantity: { value: '6.10', unit: '%' } } }] },
        vitalSigns: { state: 'NOT_ASKED', items: [] },
        socialHistory: { state: 'NOT_ASKED', items: [] },
        procedures: { state: 'PRESENT', items: [{ code: { text: { value: 'Appendectomy' } } }] },
      },
    });
  });

  test('in Spanish translates what it can and marks what it cannot', async () => {
    const id = await aChart();

    const answer = await hospital.ask(aDoctor('dr-team'), summaryQuery, { id, language: 'es' });

    expect(answer.data?.['patient']).toMatchObject({
      summary: {
        language: 'es',
        problems: {
          items: expect.arrayContaining([
            {
              code: {
                text: { value: 'Presión arterial alta', language: 'es', source: 'PROJECT_TRANSLATION_DRAFT' },
              },
            },
            { code: { text: { value: 'Something rare', language: 'en', source: 'FALLBACK_LANGUAGE' } } },
          ]),
        },
      },
    });
    const coverage = Number(valueAt(answer, 'patient', 'summary', 'translationCoverage'));
    expect(coverage).toBeGreaterThan(0);
    expect(coverage).toBeLessThan(1);
  });

  test('speaks the language of the patient who reads their own record', async () => {
    const id = await hospital.admit({ language: 'es' });

    const { data } = await hospital.ask(aPatientViewer(id), summaryQuery, { id });

    expect(data?.['patient']).toMatchObject({ summary: { language: 'es' } });
  });

  test('withholds the sections of a kind outside the scopes, and says so', async () => {
    const id = await aChart();
    const scopes = new Set(['health:patient:read', 'health:condition:read']);

    const { data } = await hospital.ask(aDoctor('dr-team', { scopes }), summaryQuery, { id });

    expect(data?.['patient']).toMatchObject({
      summary: { problems: { state: 'PRESENT' }, results: { state: 'WITHHELD', items: [] } },
    });
  });
});
