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

async function refusalOf(work: Promise<unknown>): Promise<RequestRefused> {
  const outcome = await work.catch((error: unknown) => error);
  if (outcome instanceof RequestRefused) return outcome;
  throw new Error('Nothing was refused.');
}

describe('the request budget of a caller', () => {
  test('bears so many requests, then says when the next is welcome, and comes back with time', async () => {
    const { admit, wait } = anAdmission();
    for (let count = 0; count < 6; count += 1) (await admit(person('a'), '')).leave();

    const refusal = await refusalOf(admit(person('a'), ''));

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
    expect((await admit(person('a'), '')).headers()).toMatchObject({
      ratelimit: '"requests";r=0;t=60, "cost";r=600;t=0',
    });
  });

  test('is one for an agency, and another for each person and each address without a token', async () => {
    const { admit } = anAdmission({ budgetOf: () => ({ requestsPerMinute: 1, costPerMinute: 1 }) });
    await admit(partner('HHS', 'one'), '');
    await admit(person('HHS'), '');
    await admit(anonymousViewer, '10.0.0.1');
    await admit(anonymousViewer, '10.0.0.2');

    expect((await refusalOf(admit(partner('HHS', 'two'), '10.0.0.3'))).status).toBe(429);
    expect((await refusalOf(admit(anonymousViewer, '10.0.0.1'))).status).toBe(429);
  });
});

describe('the cost budget', () => {
  test('refuses what it does not bear and says what is left', async () => {
    const { admit } = anAdmission();
    const { budget, status, headers } = await admit(person('a'), '');

    expect(await budget.charge(500)).toBeUndefined();
    expect(status()).toBeUndefined();
    expect(await budget.charge(200)).toMatchObject({
      message: expect.stringContaining('100 of the 600'),
      extensions: { code: 'TOO_MANY', retryAfterSeconds: 10, cost: 200, limit: 600 },
    });
    expect(status()).toBe(429);
    expect(headers()['retry-after']).toBe('10');
  });

  test('gets back what was estimated and did not come', async () => {
    const { admit } = anAdmission();
    const { budget } = await admit(person('a'), '');
    await budget.charge(600);

    await budget.settle(600, 100);

    expect(await budget.charge(500)).toBeUndefined();
    expect(await budget.charge(1)).toBeDefined();
  });

  test('names no time for what it can never bear', async () => {
    const { admit } = anAdmission();
    const { budget, headers } = await admit(person('a'), '');

    expect((await budget.charge(601))?.message).toContain('ask for less at once');
    expect(headers()['retry-after']).toBeUndefined();
  });
});

test('a caller has so many requests running and no more, and a finished one makes room', async () => {
  const { admit } = anAdmission({ concurrent: 2 });
  const first = await admit(partner('HHS'), '');
  await admit(partner('HHS'), '');

  expect((await refusalOf(admit(partner('HHS'), ''))).headers['retry-after']).toBe('1');
  first.leave();
  await expect(admit(partner('HHS'), '')).resolves.toBeDefined();
});

test.each<[number, readonly boolean[]]>([
  [0, [true, true, true]],
  [300, [false, true, true]],
  [700, [false, false, true]],
  [2_000, [false, false, false]],
])(
  'with the event loop %i ms late, explorers go first, partners next, people last',
  async (delayMs, welcome) => {
    const { admit } = anAdmission({ delayMs: () => delayMs });

    const outcomes = await Promise.all(
      [anonymousViewer, partner('HHS'), person('a')].map((viewer) =>
        admit(viewer, '').then(
          () => true,
          (error: RequestRefused) => error.status !== 503 || error.headers['retry-after'] !== '2',
        ),
      ),
    );

    expect(outcomes).toEqual(welcome);
  },
);

test('a bucket never gives more than its quota and what came back with time', async () => {
  const step = fc.record({ waitMs: fc.nat(20_000), amount: fc.nat(15) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 50 }), async (steps) => {
      let now = 0;
      let taken = 0;
      const buckets = createTokenBuckets(() => now);
      for (const { waitMs, amount } of steps) {
        now += waitMs;
        const state = await buckets.take('a', amount, { amount: 10, windowSeconds: 10 });
        if (state.taken) taken += amount;

        expect(state.left).toBeGreaterThanOrEqual(0);
        expect(taken).toBeLessThanOrEqual(10 + now / 1_000 + 1e-6);
      }
    }),
  );
});
