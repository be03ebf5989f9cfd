import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { daysOf, firstMomentOf, isFhirDate, isFhirDateTime, isFhirInstant } from './calendar.ts';

test('a date is valid exactly when the calendar has it', () => {
  const part = (most: number) => fc.integer({ min: 0, max: most });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9999 }), part(15), part(35), (year, month, day) => {
      const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      const time = Date.parse(`${text}T00:00:00Z`);
      const exists = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
      expect(isFhirDate(text)).toBe(exists);
    }),
  );
});

describe('dates of FHIR', () => {
  test.each(['1965', '1965-02', '2024-02-29'])('%s is one', (text) => expect(isFhirDate(text)).toBe(true));
  test.each([
    '2023-02-29',
    '1900-02-29',
    '0000',
    '1965-13',
    '13/01/1965',
    '1965-1-3',
    '65',
    '2020-01-01T00:00:00Z',
  ])('%s is none', (text) => expect(isFhirDate(text)).toBe(false));
});

describe('times of FHIR', () => {
  test.each(['2011-02-02T16:30:49-05:00', '2011-02-02T16:30:49.825Z', '2011-02-02T23:59:60Z'])(
    '%s is an instant',
    (text) => expect(isFhirInstant(text)).toBe(true),
  );
  test.each([
    '2011-02-02T16:30:49',
    '2011-02-30T16:30:49Z',
    '2011-02-02T24:00:00Z',
    '2011-02-02T16:30Z',
    '2011-02-02',
  ])('%s is no instant', (text) => expect(isFhirInstant(text)).toBe(false));
  test('a year alone is a dateTime', () => expect(isFhirDateTime('2011')).toBe(true));
});

test('a partial date stands for its first moment and spans all its days', () => {
  expect(new Date(firstMomentOf('2024-02')).toISOString()).toBe('2024-02-01T00:00:00.000Z');
  expect(daysOf('2024-02')).toEqual({ from: '2024-02-01', to: '2024-02-29' });
  expect(daysOf('1965')).toEqual({ from: '1965-01-01', to: '1965-12-31' });
});
