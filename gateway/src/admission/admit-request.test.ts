import { describe, expect, test } from '@jest/globals';
import { type Viewer, anonymousViewer } from '@rotunda/platform/viewer';
import fc from 'fast-check';
import { RequestRefused } from '../http/request-refused.ts';
import { type AdmissionRules, createAdmission } from './admit-request.ts';
import { createTokenBuckets } from './token-buckets.ts';

const person = (subject: string): Viewer => ({ ...anonymousViewer, authenticated: true, subject });
const partner = (agency: string, subject = 'x'): Viewer => ({ ...person(subject), agency });

function anAdmission(rules: Partial<AdmissionRules> = {}) {
  let now = 0;
  const admit = createAdmission({
    budgetOf: () => ({ requestsPerMinute: 6, costPerMinute: 600 }),
    buckets: createTokenBuckets(() => now),
    concurrent: 100,
    delayMs: () => 0,
    ...rules,
  });
  return { admit, wait: (seconds: number) => void (now += seconds * 1_000) };
}

function refusalOf(work: () => unknown): RequestRefused {
  try {
    work();
  } catch (error) {
    if (error instanceof RequestRefused) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
}

describe('the request budget of a caller', () => {
  test('bears so many requests, then says when the next is welcome, and comes back with time', () => {
    const { admit, wait } = anAdmission();
    for (let count = 0; count < 6; count += 1) admit(person('a'), '').leave();

    const refusal = refusalOf(() => admit(person('a'), ''));

    expect(refusal).toMatchObject({
      status: 429,
      code: 'TOO_MANY',
      message: expect.stringContaining('10 seconds'),
    });
    expect(refusal.headers).toEqual({
      'ratelimit-policy': '"requests";q=6;w=60, "cost";q=600;w=60',
      ratelimit: '"requests";r=0;t=60, "cost";r=600;t=0',
      'retry-after': '10',
    });
    wait(10);
    expect(admit(person('a'), '').headers()).toMatchObject({
      ratelimit: '"requests";r=0;t=60, "cost";r=600;t=0',
    });
  });

  test('saves nothing up: after any time it bears as many as a minute does', () => {
    const { admit, wait } = anAdmission();
    admit(person('a'), '').leave();
    wait(3_600);

    for (let left = 5; left >= 0; left -= 1) {
      expect(admit(person('a'), '').headers()).toMatchObject({
        ratelimit: expect.stringContaining(`"requests";r=${left};`),
      });
    }

    expect(refusalOf(() => admit(person('a'), '')).status).toBe(429);
  });

  test('is one for an agency, and another for each person and each address without a token', () => {
    const { admit } = anAdmission({ budgetOf: () => ({ requestsPerMinute: 1, costPerMinute: 1 }) });
    admit(partner('HHS', 'one'), '');
    admit(person('HHS'), '');
    admit(anonymousViewer, '10.0.0.1');
    admit(anonymousViewer, '10.0.0.2');

    expect(refusalOf(() => admit(partner('HHS', 'two'), '10.0.0.3')).status).toBe(429);
    expect(refusalOf(() => admit(anonymousViewer, '10.0.0.1')).status).toBe(429);
  });
});

describe('the cost budget', () => {
  test('refuses what it does not bear and says what is left', () => {
    const { admit } = anAdmission();
    const admitted = admit(person('a'), '');
    const { budget } = admitted;

    expect(budget.charge(500)).toBeUndefined();
    expect(admitted.status()).toBeUndefined();
    expect(budget.charge(200)).toMatchObject({
      message: expect.stringContaining('100 of the 600'),
      extensions: { code: 'TOO_MANY', retryAfterSeconds: 10, cost: 200, limit: 600 },
    });
    expect(admitted.status()).toBe(429);
    expect(admitted.headers()['retry-after']).toBe('10');
  });

  test('gets back what was estimated and did not come', () => {
    const { admit } = anAdmission();
    const { budget } = admit(person('a'), '');
    budget.charge(600);

    budget.settle(600, 100);

    expect(budget.charge(500)).toBeUndefined();
    expect(budget.charge(1)).toBeDefined();
  });

  test('names no time for what it can never bear', () => {
    const { admit } = anAdmission();
    const admitted = admit(person('a'), '');

    expect(admitted.budget.charge(601)?.message).toContain('ask for less at once');
    expect(admitted.headers()['retry-after']).toBeUndefined();
  });
});

test('a caller has so many requests running and no more, and a finished one makes room', () => {
  const { admit } = anAdmission({ concurrent: 2 });
  const first = admit(partner('HHS'), '');
  admit(partner('HHS'), '');

  expect(refusalOf(() => admit(partner('HHS'), '')).headers['retry-after']).toBe('1');
  first.leave();
  expect(admit(partner('HHS'), '')).toBeDefined();
});

test.each<[number, readonly boolean[]]>([
  [0, [true, true, true]],
  [300, [false, true, true]],
  [700, [false, false, true]],
  [2_000, [false, false, false]],
])('with the event loop %i ms late, explorers go first, partners next, people last', (delayMs, welcome) => {
  const { admit } = anAdmission({ delayMs: () => delayMs });

  const isWelcome = (viewer: Viewer) => {
    try {
      return admit(viewer, '') !== undefined;
    } catch (error) {
      if (!(error instanceof RequestRefused) || error.status !== 503) throw error;
      expect(error.headers['retry-after']).toBe('2');
      return false;
    }
  };

  const outcomes = [anonymousViewer, partner('HHS'), person('a')].map(isWelcome);

  expect(outcomes).toEqual(welcome);
});

test('a bucket never gives more than its quota and what came back with time', () => {
  const step = fc.record({ waitMs: fc.nat(20_000), amount: fc.nat(15) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
      let now = 0;
      let taken = 0;
      const buckets = createTokenBuckets(() => now);
      for (const { waitMs, amount } of steps) {
        now += waitMs;
        const state = buckets.take('a', amount, { amount: 10, windowSeconds: 10 });
        if (state.taken) taken += amount;

        expect(state.left).toBeGreaterThanOrEqual(0);
        expect(taken).toBeLessThanOrEqual(10 + now / 1_000 + 1e-6);
      }
    }),
  );
});
