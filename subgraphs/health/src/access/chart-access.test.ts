import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sensitivityBits } from '../fhir/sensitivity.ts';
import { type ChartQuestion, decideChartAccess } from './chart-access.ts';

const at = new Date('2026-03-01T12:00:00Z');
const day = 24 * 60 * 60 * 1000;
const later = (days: number) => new Date(at.getTime() + days * day);

function aQuestion(changes: Partial<ChartQuestion> = {}): ChartQuestion {
  return {
    viewer: {
      subject: 'user',
      authenticated: true,
      agency: 'VHA',
      scopes: new Set(['health:patient:read', 'health:condition:read']),
      purpose: 'TREATMENT',
      attributes: { practitioner: 'doctor' },
    },
    purpose: 'TREATMENT',
    patientId: 'P1',
    known: true,
    sensMask: 0,
    relationships: [{ basis: 'CARE_TEAM', validFrom: undefined, validTo: undefined }],
    at,
    ...changes,
  };
}

const ownReading = aQuestion({
  viewer: {
    ...aQuestion().viewer,
    scopes: new Set(['health:self:read']),
    attributes: { patient: 'P1' },
  },
  purpose: 'PATIENT_REQUEST',
  relationships: [],
});

describe('who opens a chart', () => {
  test.each([
    ['a member of the care team', aQuestion()],
    [
      'a member from today on',
      aQuestion({ relationships: [{ basis: 'CARE_TEAM', validFrom: at, validTo: undefined }] }),
    ],
    [
      'a member until today',
      aQuestion({ relationships: [{ basis: 'CARE_TEAM', validFrom: undefined, validTo: at }] }),
    ],
    [
      'the general practitioner',
      aQuestion({
        relationships: [{ basis: 'GENERAL_PRACTITIONER', validFrom: undefined, validTo: undefined }],
      }),
    ],
    ['the patient', ownReading],
  ])('%s does', (_who, question) => {
    expect(decideChartAccess(question).permitted).toBe(true);
  });

  test.each([
    ['a stranger', aQuestion({ relationships: [] })],
    [
      'a former member',
      aQuestion({ relationships: [{ basis: 'CARE_TEAM', validFrom: undefined, validTo: later(-1) }] }),
    ],
    [
      'a member from tomorrow',
      aQuestion({ relationships: [{ basis: 'CARE_TEAM', validFrom: later(1), validTo: undefined }] }),
    ],
    [
      'a member without the scope',
      aQuestion({ viewer: { ...aQuestion().viewer, scopes: new Set(['health:self:read']) } }),
    ],
    ['a member without a purpose', aQuestion({ purpose: undefined })],
    ['a member who states payment', aQuestion({ purpose: 'PAYMENT' })],
    [
      'a member whose token is not verified',
      aQuestion({ viewer: { ...aQuestion().viewer, authenticated: false } }),
    ],
    ['a member of the team of nobody', aQuestion({ known: false })],
    ['a patient who asks for another', { ...ownReading, patientId: 'P2' }],
    ['a patient who states treatment', { ...ownReading, purpose: 'TREATMENT' }],
  ])('%s does not', (_who, question) => {
    expect(decideChartAccess(question).permitted).toBe(false);
  });
});

test('a Patient resource that is itself under part 2 opens to the patient, and is unknown to the care team', () => {
  const sensMask = sensitivityBits.SUD_PART2;

  expect(decideChartAccess({ ...ownReading, sensMask }).permitted).toBe(true);
  expect(decideChartAccess(aQuestion({ sensMask }))).toEqual(
    decideChartAccess(aQuestion({ known: false, relationships: [] })),
  );
});

test('a stranger and an unknown patient give the same rules', () => {
  const stranger = decideChartAccess(aQuestion({ relationships: [] }));
  const unknown = decideChartAccess(aQuestion({ known: false, relationships: [] }));

  expect(unknown).toEqual(stranger);
});

test('a chart stays closed whenever token, scope, purpose, patient or relationship is missing', () => {
  const parts = fc.record({
    authenticated: fc.boolean(),
    scope: fc.boolean(),
    purpose: fc.boolean(),
    known: fc.boolean(),
    fromDays: fc.integer({ min: -3, max: 3 }),
    toDays: fc.integer({ min: -3, max: 3 }),
  });
  fc.assert(
    fc.property(parts, ({ authenticated, scope, purpose, known, fromDays, toDays }) => {
      const decision = decideChartAccess(
        aQuestion({
          viewer: {
            ...aQuestion().viewer,
            authenticated,
            scopes: new Set(scope ? ['health:patient:read'] : []),
          },
          purpose: purpose ? 'TREATMENT' : undefined,
          known,
          relationships: [{ basis: 'CARE_TEAM', validFrom: later(fromDays), validTo: later(toDays) }],
        }),
      );

      expect(decision.permitted).toBe(
        authenticated && scope && purpose && known && fromDays <= 0 && toDays >= 0,
      );
    }),
  );
});

test('the longest active membership decides when the chart closes', () => {
  const decision = decideChartAccess(
    aQuestion({
      relationships: [
        { basis: 'CARE_TEAM', validFrom: undefined, validTo: later(2) },
        { basis: 'CARE_TEAM', validFrom: undefined, validTo: later(9) },
        { basis: 'ENCOUNTER', validFrom: undefined, validTo: later(30) },
      ],
    }),
  );

  expect(decision).toMatchObject({ permitted: true, basis: 'CARE_TEAM', expiresAt: later(9) });
});

test('nobody is cleared for psychotherapy notes, and the care team not for part 2', () => {
  const team = decideChartAccess(aQuestion());
  const patient = decideChartAccess(ownReading);
  const cleared = (decision: typeof team, bit: number) =>
    decision.permitted && (decision.clearedMask & bit) !== 0;

  expect(cleared(team, sensitivityBits.PSYTHPN)).toBe(false);
  expect(cleared(patient, sensitivityBits.PSYTHPN)).toBe(false);
  expect(cleared(team, sensitivityBits.SUD_PART2)).toBe(false);
  expect(cleared(patient, sensitivityBits.SUD_PART2)).toBe(true);
  expect(cleared(team, sensitivityBits.HIV)).toBe(true);
});

test('scopes cover kinds of record one by one, and a patient sees every kind', () => {
  const team = decideChartAccess(aQuestion());
  const patient = decideChartAccess(ownReading);
  const covers = (decision: typeof team, kind: string) => decision.permitted && decision.covers(kind);

  expect(covers(team, 'Condition')).toBe(true);
  expect(covers(team, 'Observation')).toBe(false);
  expect(covers(team, 'CarePlan')).toBe(false);
  expect(covers(patient, 'CarePlan')).toBe(true);
});
