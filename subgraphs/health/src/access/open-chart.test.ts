import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type Hospital,
  aCondition,
  aDoctor,
  aPatientViewer,
  anOfficer,
  noon,
  openHospital,
} from '../../test/hospital.ts';
import { sensitivityBits } from '../fhir/sensitivity.ts';
import { createChartFactsStore } from './chart-facts-store.ts';
import { openChart } from './open-chart.ts';

let hospital: Hospital;
let patientId: string;
beforeAll(async () => {
  hospital = await openHospital();
  patientId = await hospital.admit();
  await hospital.assign(patientId, 'dr-team');
  await hospital.record(patientId, aCondition('38341003', 'Hypertension'));
});
afterAll(() => hospital.close());

const open = 'query ($id: ID!) { patient(id: $id) { id conditions { totalCount } } }';

async function eventsOf(id: string) {
  const { rows } = await hospital.pool.query(
    `SELECT outcome, basis, purpose, practitioner, action, record_kinds AS kinds FROM access_event
     WHERE patient_id = $1 ORDER BY sequence`,
    [id],
  );
  return rows;
}

describe('opening a chart', () => {
  test('is logged once, with who, why, on what basis and which kinds', async () => {
    const id = await hospital.admit();
    await hospital.assign(id, 'dr-team');

    await hospital.ask(
      aDoctor('dr-team'),
      'query ($id: ID!) { patient(id: $id) { name { text } conditions { totalCount } summary { results { state } } } }',
      { id },
    );

    expect(await eventsOf(id)).toEqual([
      {
        outcome: 'PERMITTED',
        basis: 'CARE_TEAM',
        purpose: 'TREATMENT',
        practitioner: 'dr-team',
        action: 'open',
        kinds: ['Patient', 'Condition', 'Observation'],
      },
    ]);
  });

  test('gives a doctor outside the team null, and logs the attempt', async () => {
    const id = await hospital.admit();

    const { data, errors } = await hospital.ask(aDoctor('dr-other'), open, { id });

    expect(errors).toBeUndefined();
    expect(data).toEqual({ patient: null });
    expect(await eventsOf(id)).toMatchObject([{ outcome: 'DENIED', basis: null, practitioner: 'dr-other' }]);
  });

  test('answers for a stranger exactly as for a patient who does not exist, and logs both', async () => {
    const stranger = await hospital.ask(aDoctor('dr-other'), open, { id: patientId });
    const absent = await hospital.ask(aDoctor('dr-other'), open, { id: '01TESTNOBODY' });

    expect(stranger).toEqual(absent);
    expect(await eventsOf('01TESTNOBODY')).toMatchObject([{ outcome: 'DENIED' }]);
  });

  test('is refused to a clinician who states no purpose', async () => {
    const { data } = await hospital.ask(aDoctor('dr-team', { purpose: undefined }), open, { id: patientId });

    expect(data).toEqual({ patient: null });
  });

  test('by reference is judged and logged like any other', async () => {
    const byReference = /* GraphQL */ `
      query ($representations: [_Any!]!) {
        _entities(representations: $representations) {
          ... on Patient {
            id
            conditions {
              totalCount
            }
          }
        }
      }
    `;
    const id = await hospital.admit();
    await hospital.assign(id, 'dr-team');
    const representations = [{ __typename: 'Patient', id }];

    const inside = await hospital.ask(aDoctor('dr-team'), byReference, { representations });
    const outside = await hospital.ask(aDoctor('dr-other'), byReference, { representations });

    expect(inside.data).toEqual({ _entities: [{ id, conditions: { totalCount: 0 } }] });
    expect(outside.data).toEqual({ _entities: [null] });
    expect(await eventsOf(id)).toMatchObject([
      { action: 'reference', outcome: 'PERMITTED', kinds: ['Patient', 'Condition'] },
      { action: 'reference', outcome: 'DENIED' },
    ]);
  });

  test('needs the scope of each kind', async () => {
    const scopes = new Set(['health:patient:read']);

    const { data, errors } = await hospital.ask(
      aDoctor('dr-team', { scopes }),
      'query ($id: ID!) { patient(id: $id) { records(fhirType: "CarePlan") { totalCount } } }',
      { id: patientId },
    );

    expect(data).toEqual({ patient: null });
    expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });

  test('shows nothing to a partner, who has aggregates only', async () => {
    const partner = { ...anOfficer('none'), scopes: new Set(['health:aggregate:read']) };

    const { data, errors } = await hospital.ask(
      partner,
      '{ patients { totalCount } region(fips: "11001") { health { threshold } } }',
    );

    expect(data).toEqual({ patients: null, region: { health: { threshold: 11 } } });
    expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });

  test('is not possible for the anonymous', async () => {
    const nobody = { ...aDoctor('dr-team'), authenticated: false };

    const { data, errors } = await hospital.ask(nobody, open, { id: patientId });

    expect(data).toEqual({ patient: null });
    expect(errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
  });
});

describe('the decision', () => {
  const decision = /* GraphQL */ `
    query ($id: ID!, $type: String, $matters: [Sensitivity!]) {
      accessDecision(patientId: $id, purpose: TREATMENT, fhirType: $type, sensitivities: $matters) {
        permitted
        basis
        outcome
        explanation {
          value
          language
          source
        }
      }
    }
  `;

  test('is the same for a stranger and for a patient who does not exist', async () => {
    const stranger = await hospital.ask(aDoctor('dr-other'), decision, { id: patientId });
    const absent = await hospital.ask(aDoctor('dr-other'), decision, { id: '01TESTNOBODY2' });

    expect(stranger).toEqual(absent);
    expect(stranger.data?.['accessDecision']).toMatchObject({
      permitted: false,
      basis: null,
      outcome: 'DENIED',
    });
  });

  test('tells a member of the team what is closed by scope and by label', async () => {
    const open = await hospital.ask(aDoctor('dr-team'), decision, { id: patientId, type: 'Condition' });
    const closedKind = await hospital.ask(aDoctor('dr-team'), decision, { id: patientId, type: 'CarePlan' });
    const closedLabel = await hospital.ask(aDoctor('dr-team'), decision, {
      id: patientId,
      matters: ['SUD_PART2'],
    });

    expect(open.data?.['accessDecision']).toMatchObject({ permitted: true, basis: 'CARE_TEAM' });
    expect(closedKind.data?.['accessDecision']).toMatchObject({ permitted: false });
    expect(closedLabel.data?.['accessDecision']).toMatchObject({ permitted: false });
  });

  test('reads and logs nothing', async () => {
    const id = await hospital.admit();

    await hospital.ask(aDoctor('dr-other'), decision, { id });

    expect(await eventsOf(id)).toEqual([]);
  });
});

test('a patient reads who looked, in Spanish, and that reading is logged too', async () => {
  const id = await hospital.admit({ language: 'es' });
  await hospital.assign(id, 'dr-team');
  await hospital.ask(aDoctor('dr-team'), open, { id });
  await hospital.ask(aDoctor('dr-other'), open, { id });
  const log =
    'query ($id: ID!) { patient(id: $id) { accessLog { totalCount nodes { outcome description(language: "es") { value } recordKinds } } } }';

  const own = await hospital.ask(aPatientViewer(id), log, { id });
  const doctor = await hospital.ask(aDoctor('dr-team'), log, { id });

  expect(own.data?.['patient']).toMatchObject({
    accessLog: {
      totalCount: 3,
      nodes: expect.arrayContaining([
        expect.objectContaining({
          description: { value: 'dr-team de VHA abrió su expediente: Patient, Condition.' },
        }),
        expect.objectContaining({ outcome: 'DENIED' }),
        expect.objectContaining({ recordKinds: ['Patient', 'AuditEvent'] }),
      ]),
    },
  });
  expect(doctor.data?.['patient']).toEqual({ accessLog: null });
});

test('a clinician finds the patients in care, by any word of the name and part of the birth date, and no others', async () => {
  const mine = await hospital.admit({
    family: 'Núñez-Sample'.normalize('NFD').replace(/\p{Mark}/gu, ''),
    birthDate: '1971-02-03',
  });
  await hospital.assign(mine, 'dr-search');
  const former = await hospital.admit({ family: 'Nunez' });
  await hospital.assign(former, 'dr-search', { to: new Date('2025-01-01T00:00:00Z') });
  const underPart2 = await hospital.admit({ family: 'Nunez' });
  await hospital.assign(underPart2, 'dr-search');
  await hospital.pool.query('UPDATE record SET sens_mask = $2 WHERE record_id = $1', [
    underPart2,
    sensitivityBits.SUD_PART2,
  ]);
  await hospital.admit({ family: 'Nunez' });
  const search = 'query ($search: PatientSearch) { patients(search: $search) { totalCount nodes { id } } }';

  const byName = await hospital.ask(aDoctor('dr-search'), search, {
    search: { name: 'Ada Núñ', birthDate: '1971' },
  });
  const byNameAlone = await hospital.ask(aDoctor('dr-search'), search, { search: { name: 'Nunez' } });
  const byOtherYear = await hospital.ask(aDoctor('dr-search'), search, { search: { birthDate: '1972' } });
  const withoutPurpose = await hospital.ask(aDoctor('dr-search', { purpose: undefined }), search, {});

  expect(byName.data).toEqual({ patients: { totalCount: 1, nodes: [{ id: mine }] } });
  expect(byNameAlone.data).toEqual({ patients: { totalCount: 1, nodes: [{ id: mine }] } });
  expect(byOtherYear.data).toEqual({ patients: { totalCount: 0, nodes: [] } });
  expect(withoutPurpose.data).toEqual({ patients: { totalCount: 0, nodes: [] } });
});

test('a further kind of a chart is not read before its own event is written, nor where that cannot be', async () => {
  let isDiskFull = false;
  const chart = await openChart(
    {
      viewer: aDoctor('dr-team'),
      facts: { requestId: 'test', languages: undefined, deadlineAt: undefined, signal: undefined },
      clock: { now: () => noon },
      chartFacts: createChartFactsStore(hospital.pool, 'dr-team'),
      accessLog: {
        append: async () => {
          if (isDiskFull) throw new Error('The disk is full.');
        },
      },
      language: 'en',
    },
    { patientId, action: 'open', recordKinds: [] },
  );
  isDiskFull = true;

  await expect(chart?.passFor('Condition')).rejects.toThrow('The disk is full.');
});
