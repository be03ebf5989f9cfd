import type { Agreement } from './agreement.ts';

/** An agreement for tests: in force always, wide open in nothing. */
export function anAgreement(rest: Partial<Agreement> = {}): Agreement {
  return {
    id: 'test-2026',
    version: 1,
    agency: 'TEST',
    scopes: new Set(),
    purposes: new Set(),
    labels: [],
    budget: { requestsPerMinute: 60, costPerMinute: 6_000 },
    residency: ['US'],
    documents: 'free',
    unlisted: 'hide',
    validFrom: 0,
    validUntil: Number.POSITIVE_INFINITY,
    contact: 'sharing@test.example',
    ...rest,
  };
}
