import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { aPosition, aReport } from './a-report.ts';
import { createTrackTable } from './track-table.ts';

describe('a track', () => {
  test('is one for one address, whichever feed hears it, and another for another data mode', () => {
    const table = createTrackTable();

    table.take(aPosition(0, -77, 39, { feedId: 'one' }), 0);
    table.take(aPosition(1, -77, 39, { feedId: 'two' }), 0);
    table.take(aPosition(2, -77, 39, { feedId: 'two', dataMode: 'SIMULATED' }), 0);

    expect(table.size).toBe(2);
  });

  test('never shows a position older than one that it has shown, in whatever order reports of three feeds arrive', () => {
    const arrival = fc.record({
      seconds: fc.integer({ min: 0, max: 60 }),
      feed: fc.constantFrom('a', 'b', 'c'),
    });
    const score: Record<string, number> = { a: 0.9, b: 0.5, c: 0.1 };
    fc.assert(
      fc.property(fc.array(arrival, { maxLength: 40 }), (arrivals) => {
        const table = createTrackTable();
        let shownAtMs = Number.NEGATIVE_INFINITY;
        for (const { seconds, feed } of arrivals) {
          const quality = { ...aReport().quality, score: score[feed] ?? 0 };
          const taken = table.take(aPosition(seconds, -77, 39, { feedId: feed, quality }), 0);
          const atMs = taken?.track.fields.position?.atMs ?? 0;
          expect(atMs).toBeGreaterThanOrEqual(shownAtMs);
          shownAtMs = atMs;
        }
      }),
    );
  });

  test('says that a straggler changed nothing', () => {
    const table = createTrackTable();
    table.take(aPosition(10, -77, 39), 0);

    expect(table.take(aPosition(5, -77.1, 39), 0)).toMatchObject({ changed: false, moved: undefined });
  });

  test('keeps a better position for five seconds against a worse feed, then takes the newest', () => {
    const table = createTrackTable();
    const worse = { feedId: 'mlat', quality: { ...aReport().quality, score: 0.3 } };
    const taken = table.take(aPosition(0, -77, 39), 0);

    table.take(aPosition(4, -77.001, 39, worse), 0);
    expect(taken?.track.fields.position?.feedId).toBe('feed');
    table.take(aPosition(6, -77.002, 39, worse), 0);

    expect(taken?.track.fields.position?.feedId).toBe('mlat');
  });

  test('does not follow a jump that would need more than 1,000 knots, and says so once', () => {
    const table = createTrackTable();
    const taken = [0, 1, 2, 3].map((second) => table.take(aPosition(second, -77, 39), 0)).at(-1);

    table.take(aPosition(4, -72, 39), 0);
    table.take(aPosition(5, -72, 39), 0);
    table.take(aPosition(6, -77, 39), 0);

    expect(taken?.track.fields.position?.value.longitude).toBe(-77);
    expect(taken?.track.conflicts).toMatchObject([{ kind: 'IMPLAUSIBLE_MOTION', sinceMs: 4_000 }]);
  });

  test('that began with a wrong position is put right by two that agree', () => {
    const table = createTrackTable();
    const taken = table.take(aPosition(0, 10, 50), 0);

    table.take(aPosition(1, -77, 39), 0);
    table.take(aPosition(2, -77, 39), 0);

    expect(taken?.track.fields.position?.value.longitude).toBe(-77);
  });

  test('is found near its newest place and no longer near its first', () => {
    const table = createTrackTable();
    for (let minute = 0; minute <= 60; minute += 1)
      table.take(aPosition(minute * 60, -77 + minute / 20, 39), 0);

    expect([...table.near({ west: -77.1, east: -76.9, south: 38.9, north: 39.1 })]).toHaveLength(0);
    expect([...table.near({ west: -74.1, east: -73.9, south: 38.9, north: 39.1 })]).toHaveLength(1);
  });

  test('over the antimeridian is found by a box that crosses it', () => {
    const table = createTrackTable();
    table.take(aPosition(0, 179.9, 10), 0);
    table.take(aPosition(0, -179.9, 10, { identifiers: { aircraftAddress: 'ABCDE0' } }), 0);
    table.take(aPosition(0, 0, 10, { identifiers: { aircraftAddress: 'ABCDE1' } }), 0);

    expect([...table.near({ west: 179, east: -179, south: 9, north: 11 })]).toHaveLength(2);
  });

  test('lists registers that disagree, and never silently one of them', () => {
    const table = createTrackTable();
    table.take(aReport({ feedId: 'one', identifiers: { registration: '10-80264' } }), 0);
    const taken = table.take(
      aReport({ feedId: 'two', observedAtMs: 1, identifiers: { registration: '08-00264' } }),
      0,
    );

    expect(taken?.track.conflicts).toMatchObject([
      { kind: 'REGISTRY_DISAGREES', values: ['1080264', '0800264'] },
    ]);
  });

  test('is forgotten five minutes after it was last seen, and at once when its sender withdraws it', () => {
    const table = createTrackTable();
    table.take(aPosition(0, -77, 39), 0);
    table.take(aPosition(0, -77, 39, { identifiers: { aircraftAddress: 'ABCDE0' } }), 0);
    table.take(aReport({ drop: true, identifiers: { aircraftAddress: 'ABCDE0' } }), 0);

    expect(table.sweep(1_000)).toHaveLength(1);
    expect(table.sweep(300_000)).toHaveLength(0);
    expect(table.sweep(300_001)).toHaveLength(1);
    expect(table.size).toBe(0);
  });

  test('of a recording ages by the time since it was played, not by the years since it was made', () => {
    const table = createTrackTable();
    const playedAtMs = Date.parse('2026-11-23T12:00:00Z');

    const taken = table.take(aPosition(0, -77, 39), playedAtMs);

    expect(taken?.track.freshMs).toBe(playedAtMs);
  });
});
