import { expect, test } from '@jest/globals';
import { anonymousViewer } from '@rotunda/platform/viewer';
import fc from 'fast-check';
import { createRefusalCounts } from './count-refusals.ts';

const codes = ['UNAUTHENTICATED', 'TOO_MANY', 'UNAVAILABLE'];

test('however many callers are turned away, their number is kept and their records are few', () => {
  const refused = fc.record({
    code: fc.constantFrom(...codes),
    subject: fc.option(fc.nat(300), { nil: undefined }),
    document: fc.constantFrom('d1', 'd2', undefined),
  });
  fc.assert(
    fc.property(fc.array(refused, { maxLength: 1_500, size: 'max' }), (sent) => {
      const counts = createRefusalCounts();
      sent.forEach(({ code, subject, document }, since) =>
        counts.add({
          ...{ code, rule: undefined, document, since, count: 1, requestId: `r${since}` },
          viewer: subject === undefined ? undefined : { ...anonymousViewer, subject: `s${subject}` },
        }),
      );

      const taken = counts.take();

      expect(taken.reduce((sum, { count }) => sum + count, 0)).toBe(sent.length);
      expect(taken.length).toBeLessThanOrEqual(64 + codes.length);
      for (const code of codes) {
        const ofCode = (list: readonly { readonly code: string; readonly count?: number }[]) =>
          list.filter((one) => one.code === code).reduce((sum, { count = 1 }) => sum + count, 0);
        expect(ofCode(taken)).toBe(ofCode(sent));
      }
      expect(counts.take()).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test('a document is named where all asked for it, and a request where it was the only one', () => {
  const counts = createRefusalCounts();
  const refused = { code: 'TOO_MANY', rule: undefined, viewer: undefined, count: 1 };
  counts.add({ ...refused, since: 5, requestId: 'a', document: 'd1' });
  const single = counts.take();
  counts.add({ ...refused, since: 7, requestId: 'a', document: 'd1' });
  counts.add({ ...refused, since: 6, requestId: 'b', document: 'd1' });
  const alike = counts.take();
  counts.add({ ...refused, since: 7, requestId: 'a', document: 'd1' });
  counts.add({ ...refused, since: 8, requestId: 'b', document: 'd2' });

  expect(single).toMatchObject([{ requestId: 'a', document: 'd1', since: 5 }]);
  expect(alike).toMatchObject([{ requestId: undefined, document: 'd1', since: 6, count: 2 }]);
  expect(counts.take()).toMatchObject([{ document: undefined, since: 7 }]);
});
