import { createSecretKey } from 'node:crypto';
import { anonymousViewer } from '@rotunda/platform/viewer';
import { buildSchema, parse } from 'graphql';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { AuditEntry } from './audit-entry.ts';
import { canonicalJson } from './canonical-json.ts';
import { describeOperation } from './describe-operation.ts';
import { draftOperation } from './draft-operation.ts';
import { finishDraft } from './record-draft.ts';

const schema = buildSchema(`
  type Query { patient(id: ID!): Patient, patients: [Patient] }
  type Patient { id: ID!, name: String, notes: [Note!] }
  type Note { text: String }
`);

function operationOf(query: string, denied: readonly string[] = []) {
  const document = parse(query);
  const [operation] = document.definitions;
  if (operation?.kind !== 'OperationDefinition') throw new Error('The first definition is the operation.');
  return describeOperation({ document, operation }, schema, (type, field) =>
    denied.includes(`${type}.${field}`),
  );
}

const hashKey = createSecretKey(Buffer.alloc(32, 1));
const recordOf = (entry: AuditEntry) =>
  finishDraft(draftOperation(entry, '2026-11-23T08:00:00.000Z', hashKey).draft, 5, 'f'.repeat(64));

const chart = operationOf('query Chart($id: ID!) { patient(id: $id) { id name } }');
const text = fc.string({ unit: 'grapheme' });
const anyEntry = fc.record({
  requestId: text,
  viewer: fc
    .record({ subject: text, agency: fc.option(text, { nil: undefined }), purpose: fc.constant('TREATMENT') })
    .map((given) => ({ ...anonymousViewer, ...given })),
  agreement: fc.option(text, { nil: undefined }),
  document: fc.option(fc.constant('a'.repeat(64)), { nil: undefined }),
  operation: fc.option(fc.constant(chart), { nil: undefined }),
  variables: fc.dictionary(text, fc.jsonValue()),
  coerced: fc.record({ id: text }),
  outcome: fc.constantFrom('answered', 'partial', 'refused', 'failed', 'left'),
  events: fc.option(fc.nat(), { nil: undefined }),
  errors: fc.array(text),
});

describe('the record of an operation', () => {
  test('is canonical JSON, whatever it says', () => {
    fc.assert(
      fc.property(anyEntry, (entry) => {
        const record = recordOf(entry);

        expect(canonicalJson(JSON.parse(record))).toBe(record);
      }),
    );
  });

  test('says who, why, under which agreement, what and with what outcome', () => {
    const record = recordOf({
      requestId: 'r1',
      viewer: { ...anonymousViewer, subject: 'demo-practitioner-1', agency: 'VHA', purpose: 'TREATMENT' },
      agreement: 'vha@2',
      document: 'a'.repeat(64),
      operation: chart,
      variables: { id: 'p1' },
      coerced: { id: 'p1' },
      outcome: 'partial',
      errors: ['UNAVAILABLE', 'FORBIDDEN', 'UNAVAILABLE'],
    });

    expect(JSON.parse(record)).toEqual({
      agreement: 'vha@2',
      at: '2026-11-23T08:00:00.000Z',
      document: 'a'.repeat(64),
      errors: ['FORBIDDEN', 'UNAVAILABLE'],
      index: 5,
      keys: { 'Query.patient(id:)': [expect.stringMatching(/^[0-9a-f]{32}$/)] },
      kind: 'operation',
      operation: { fields: chart.fields.hash, name: 'Chart', type: 'query' },
      outcome: 'partial',
      previousHash: 'f'.repeat(64),
      requestId: 'r1',
      variables: expect.stringMatching(/^[0-9a-f]{32}$/),
      viewer: { agency: 'VHA', purpose: 'TREATMENT', subject: 'demo-practitioner-1' },
    });
  });

  test('tells apart what was asked without saying it', () => {
    const asking = (id: string) =>
      recordOf({
        requestId: 'r',
        viewer: anonymousViewer,
        operation: chart,
        variables: { id },
        coerced: { id },
        outcome: 'answered',
        errors: [],
      });

    expect(asking('patient-secret')).not.toContain('patient-secret');
    expect(asking('one')).toBe(asking('one'));
    expect(asking('one')).not.toBe(asking('other'));
  });
});

describe('the fields of an operation', () => {
  test('are every coordinate that it asks, those that may not be seen apart, what lies below these left out', () => {
    const { fields } = operationOf(
      'query Q { patients { ...Of } } fragment Of on Patient { id name notes { text } }',
      ['Patient.name', 'Patient.notes'],
    );

    expect(fields).toMatchObject({
      allowed: ['Patient.id', 'Query.patients'],
      denied: ['Patient.name', 'Patient.notes'],
    });
  });

  test('have the same hash in whatever order they are asked', () => {
    expect(operationOf('{ patients { id name } }').fields.hash).toBe(
      operationOf('{ patients { name id } }').fields.hash,
    );
  });
});
