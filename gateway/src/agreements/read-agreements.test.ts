import { expect, test } from '@jest/globals';
import { readAgreements } from './read-agreements.ts';

const entry = {
  id: 'hhs-2026',
  version: 2,
  agency: 'HHS',
  budget: { requestsPerMinute: 60, costPerMinute: 6000 },
  validFrom: '2026-01-01',
  validUntil: '2027-01-01T12:00:00Z',
  contact: 'sharing@hhs.example',
};
const read = (rest: object) => readAgreements(JSON.stringify([{ ...entry, ...rest }]));

test('what an agreement leaves out is the narrow choice', () => {
  expect(read({})).toEqual([
    {
      ...entry,
      scopes: new Set(),
      purposes: new Set(),
      labels: [],
      residency: [],
      documents: 'stored',
      unlisted: 'hide',
      validFrom: Date.UTC(2026, 0, 1),
      validUntil: Date.UTC(2027, 0, 1, 12),
    },
  ]);
});

test.each([
  [{ scope: ['a'] }, 'Entry 1 has the unknown member scope.'],
  [{ version: 0 }, 'Entry 1 needs version as a whole number above zero.'],
  [{ scopes: 'a b' }, 'Entry 1 needs scopes as a list of texts.'],
  [{ unlisted: 'show' }, 'Entry 1 needs unlisted as one of hide, refuse.'],
  [{ validUntil: 'for ever' }, 'Entry 1 needs validUntil as a day or an instant in UTC.'],
  [{ validUntil: '2025-01-01' }, 'Entry 1 ends before it begins.'],
  [
    { budget: { requestsPerMinute: 1 } },
    'The budget of Entry 1 needs costPerMinute as a whole number above zero.',
  ],
  [{ contact: '' }, 'Entry 1 needs contact as a text.'],
])('%j is refused', (rest, sentence) => {
  expect(() => read(rest)).toThrow(sentence);
});

test('one version of an agreement is there once', () => {
  expect(() => readAgreements(JSON.stringify([entry, entry]))).toThrow('hhs-2026 version 2 is there twice.');
});
