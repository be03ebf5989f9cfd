import { describe, expect, test } from '@jest/globals';
import { type Viewer, anonymousViewer } from '@rotunda/platform/viewer';
import fc from 'fast-check';
import type { OpenEvents } from '../operations/prepared-operation.ts';
import { PublicError } from '../public-error.ts';
import { type LiveLimits, defaultLiveLimits } from './live-limits.ts';
import type { StreamQuestion, StreamReader } from './shared-stream.ts';
import { createStreamSharing } from './share-streams.ts';

/** A subscription that a test gives its events, and that counts how often it is opened, completed and closed. */
function createSource() {
  const counts = { opened: 0, completed: 0, closed: 0 };
  const waiting: (() => void)[] = [];
  const given: string[] = [];
  const open: OpenEvents = async function* (_variables, { signal }, forEvent) {
    counts.opened += 1;
    signal.addEventListener('abort', () => (counts.closed += 1));
    for (let next = 0; !signal.aborted; next += 1) {
      while (given[next] === undefined) await new Promise<void>((resolve) => waiting.push(resolve));
      yield await forEvent(async () => {
        counts.completed += 1;
        return { data: { event: given[next] } };
      });
    }
  };
  const give = async (event: string) => {
    given.push(event);
    waiting.splice(0).forEach((wake) => wake());
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { open, counts, give };
}

function createReader() {
  const seen: unknown[] = [];
  let leave = () => {};
  let isAdmitted = true;
  const reader: StreamReader = {
    isAdmitted() {
      if (!isAdmitted) leave();
      return isAdmitted;
    },
    put: ({ data }) => void seen.push(data?.['event']),
    end: (cause) => void seen.push(cause?.code ?? 'the end'),
  };
  return {
    reader,
    seen,
    expire: () => (isAdmitted = false),
    leaveWith: (given: () => void) => (leave = given),
  };
}

function setUp(history: Partial<LiveLimits['history']> = {}) {
  const source = createSource();
  const follow = createStreamSharing({
    limits: { ...defaultLiveLimits, history: { ...defaultLiveLimits.history, ...history } },
    reportFault: ({ cause }) => {
      throw cause;
    },
  });
  const join = (
    viewer: Viewer = anonymousViewer,
    given: Record<string, unknown> = {},
    languages: string | undefined = undefined,
  ) => {
    const { reader, seen, expire, leaveWith } = createReader();
    const request = { viewer, requestId: 'r', languages };
    const question: StreamQuestion = { open: source.open, variables: { given, coerced: given }, request };
    const leave = follow(question, reader);
    leaveWith(leave);
    return { seen, leave, expire };
  };
  return { ...source, join };
}

const viewers = fc.record({
  subject: fc.constantFrom('a', 'b'),
  authenticated: fc.boolean(),
  agency: fc.constantFrom('USPS', 'HHS', undefined),
  scopes: fc.subarray(['read', 'write']).map((scopes) => new Set(scopes)),
  purpose: fc.constantFrom('TREATMENT', 'ETREAT', undefined),
  attributes: fc.dictionary(fc.constantFrom('unit', 'patient'), fc.constantFrom('1', '2')),
});
interface Caller {
  readonly viewer: Viewer;
  readonly variables: Record<string, unknown>;
  readonly languages: string | undefined;
}
const callers: fc.Arbitrary<Caller> = fc.record({
  viewer: viewers,
  variables: fc.dictionary(fc.constantFrom('after', 'area'), fc.constantFrom(1, '1', null)),
  languages: fc.constantFrom('en', 'es', undefined),
});

describe('equal subscriptions', () => {
  test('have one stream of the wing, and each event is completed once', async () => {
    const { join, give, counts } = setUp();
    const readers = Array.from({ length: 50 }, () => join());

    await give('first');
    await give('second');

    expect(counts).toEqual({ opened: 1, completed: 2, closed: 0 });
    expect(readers.map(({ seen }) => seen)).toEqual(readers.map(() => ['first', 'second']));
  });

  test('are those of viewers whom no claim, no variable and no language tells apart', async () => {
    await fc.assert(
      fc.asyncProperty(callers, callers, async (one, other) => {
        const { join, give, counts } = setUp();
        const copy = { ...one, viewer: { ...one.viewer, scopes: new Set(one.viewer.scopes) } };
        for (const { viewer, variables, languages } of [one, copy, other]) join(viewer, variables, languages);

        await give('event');

        expect(counts.opened).toBe(isSame(one, other) ? 1 : 2);
      }),
    );
  });

  test('end one by one: whoever is no longer admitted gets nothing more, the others go on', async () => {
    const { join, give, counts } = setUp();
    const [expiring, staying] = [join(), join()];
    await give('first');

    expiring.expire();
    await give('second');

    expect(expiring.seen).toEqual(['first']);
    expect(staying.seen).toEqual(['first', 'second']);
    expect(counts.closed).toBe(0);
  });

  test('ask no wing for an event that nobody may have any more', async () => {
    const { join, give, counts } = setUp();
    const expiring = join();
    await give('first');

    expiring.expire();
    await give('second');

    expect(counts).toEqual({ opened: 1, completed: 1, closed: 1 });
  });

  test('close the stream of the wing when the last one leaves, and not before', async () => {
    const { join, counts } = setUp();
    const [first, second] = [join(), join()];

    first.leave();
    const whileFollowed = counts.closed;
    second.leave();

    expect([whileFollowed, counts.closed]).toEqual([0, 1]);
    join();
    expect(counts.opened).toBe(2);
  });

  test('all end when the wing breaks off, with why', async () => {
    const cause = new PublicError('SUBGRAPH_UNAVAILABLE', 'The wing broke off.');
    const follow = createStreamSharing({ limits: defaultLiveLimits, reportFault: () => {} });
    const open: OpenEvents = () => ({
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(cause) }),
    });
    const readers = [createReader(), createReader()];
    const request = { viewer: anonymousViewer, requestId: 'r', languages: undefined };
    for (const { reader } of readers)
      follow({ open, variables: { given: {}, coerced: {} }, request }, reader);

    await new Promise((resolve) => setImmediate(resolve));

    expect(readers.map(({ seen }) => seen)).toEqual([['SUBGRAPH_UNAVAILABLE'], ['SUBGRAPH_UNAVAILABLE']]);
  });
});

describe('a reader that comes later', () => {
  test('first gets what it missed, in order', async () => {
    const { join, give, counts } = setUp();
    join();
    await give('snapshot');
    await give('change');

    const late = join();
    await give('another change');

    expect(late.seen).toEqual(['snapshot', 'change', 'another change']);
    expect(counts.opened).toBe(1);
  });

  test.each([
    ['events', { events: 1 }],
    ['bytes', { bytes: 40 }],
    ['bytes of all streams', { bytesOfAll: 40 }],
  ])('has a stream of its own where the beginning is forgotten for its %s', async (_what, history) => {
    const { join, give, counts } = setUp(history);
    const early = join();
    await give('snapshot');
    await give('change');

    const late = join();
    await give('another change');

    expect(counts.opened).toBe(2);
    expect(late.seen[0]).toBe('snapshot');
    expect(early.seen).toEqual(['snapshot', 'change', 'another change']);
  });
});

function isSame(one: Caller, other: Caller): boolean {
  return textOf(one) === textOf(other);
}

function textOf({ viewer, variables, languages }: Caller): string {
  const { scopes, attributes, ...claims } = viewer;
  return JSON.stringify([
    Object.values({ ...claims, languages }).map((value) => value ?? null),
    [...scopes],
    Object.entries(attributes),
    Object.entries(variables).sort(),
  ]);
}
