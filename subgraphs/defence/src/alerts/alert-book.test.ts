import { describe, expect, test } from '@jest/globals';
import { createAlertBook, type NewAlert } from './alert-book.ts';

const at = (ms: number) => ({ atMs: ms, clockMs: ms });

const entry: NewAlert = {
  unitId: 'USCP',
  code: 'UNIDENTIFIED_IN_CONTROLLED_AIRSPACE',
  level: 'WARNING',
  dedupeKey: 'one entry',
  trackId: 'track',
  trackLabel: 'T1001',
  airspaceId: 'frz',
  longitude: -77,
  latitude: 39,
  explanation: { summary: '', because: [], known: [], missing: [], wouldSettle: [], counterEvidence: [] },
  dataMode: 'REAL',
};

function openBook() {
  const kinds: string[] = [];
  return { book: createAlertBook((_alert, kind) => void kinds.push(kind)), kinds };
}

describe('an alert', () => {
  test('is raised once for one entry, however often it is true', () => {
    const { book, kinds } = openBook();

    const first = book.raise(entry, at(1));
    const again = book.raise(entry, at(2));

    expect(again).toMatchObject({ id: first.id, raisedAtMs: 1, updatedAtMs: 2, revision: 1, occurrences: 1 });
    expect(book.unsettledOf('USCP')).toHaveLength(1);
    expect(kinds).toEqual(['RAISED', 'EXPLAINED']);
  });

  test('that a rule settled is opened again when it is true again', () => {
    const { book } = openBook();
    const raised = book.raise(entry, at(1));
    book.resolve(raised, { kind: 'IDENTIFIED', unitId: undefined, planId: 'plan', text: '' }, at(2));

    expect(book.raise(entry, at(3))).toMatchObject({
      id: raised.id,
      state: 'OPEN',
      occurrences: 2,
      resolution: undefined,
    });
  });

  test('that a person settled stays settled for this entry', () => {
    const { book } = openBook();
    const raised = book.raise(entry, at(1));
    book.resolve(raised, { kind: 'FALSE_ALARM', unitId: 'USCP', planId: undefined, text: 'A kite.' }, at(2));

    expect(book.raise(entry, at(3)).state).toBe('RESOLVED');
    expect(book.raise({ ...entry, dedupeKey: 'the next entry' }, at(4)).state).toBe('OPEN');
  });

  test('is for one watch alone', () => {
    const { book } = openBook();
    book.raise(entry, at(1));

    expect(book.unsettledOf('USSS')).toEqual([]);
  });

  test('about a forgotten track is no longer in the book', () => {
    const { book } = openBook();
    const { id } = book.raise(entry, at(1));

    book.forgetTrack('track');

    expect([book.find(id), book.findByKey('one entry'), ...book.unsettledOf('USCP')]).toEqual([
      undefined,
      undefined,
    ]);
  });
});
