import { expect, test } from '@jest/globals';
import { anonymousViewer } from '@rotunda/platform/viewer';
import fc from 'fast-check';
import { findMissingAccess } from './missing-access.ts';

const asking = (...scopes: readonly string[][]) => ({ authenticated: true, scopes, policies: [] });
const viewerWith = (scopes: readonly string[]) => ({
  ...anonymousViewer,
  authenticated: true,
  scopes: new Set(scopes),
});

test('what two places ask for alike is asked for once', () => {
  const missing = findMissingAccess([asking(['read'], ['plan']), asking(['read'], ['plan'])], viewerWith([]));

  expect(missing).toEqual({ authentication: false, scopes: [['read'], ['plan']] });
});

const lists = fc.array(fc.subarray(['a', 'b', 'c', 'd'], { minLength: 1 }), { maxLength: 3 });

test('each list that is told would do, and would not with a scope less', () => {
  fc.assert(
    fc.property(fc.array(lists, { maxLength: 3 }), fc.subarray(['a', 'b', 'c', 'd']), (asked, held) => {
      const requirements = asked.map((scopes) => asking(...scopes));

      const missing = findMissingAccess(requirements, viewerWith(held));

      for (const list of missing?.scopes ?? []) {
        expect(findMissingAccess(requirements, viewerWith([...held, ...list]))).toBeUndefined();
        for (const scope of list) {
          const others = list.filter((other) => other !== scope);
          expect(findMissingAccess(requirements, viewerWith([...held, ...others]))).toBeDefined();
        }
      }
      expect(missing === undefined || missing.scopes.length > 0).toBe(true);
    }),
  );
});
