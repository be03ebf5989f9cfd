import { describe, expect, test } from '@jest/globals';
import type { OrderStatus } from '../orders/order.ts';
import type { DeliveryProblem } from './order-change.ts';
import { ruleOnReplacement } from './replacement-rules.ts';

const latestDay = '2026-11-30';
const rule = (problem: DeliveryProblem, status: OrderStatus, today = latestDay, isReplacement = false) =>
  ruleOnReplacement(problem, { status, isReplacement, isFreed: false }, { latestDay, today });

describe('what did not arrive', () => {
  test('is waited for through the last promised day, and sent again from the next', () => {
    expect(rule('NOT_RECEIVED', 'SHIPPED', '2026-11-30')).toEqual({ kind: 'TOO_EARLY', day: '2026-12-01' });
    expect(rule('NOT_RECEIVED', 'SHIPPED', '2026-12-01')).toEqual({ kind: 'REPLACE' });
  });

  test.each(['DELIVERED', 'RETURNED'] as const)(
    'is sent again at once where the carrier says %s',
    (status) => {
      expect(rule('NOT_RECEIVED', status, '2026-11-01')).toEqual({ kind: 'REPLACE' });
    },
  );

  test.each(['CONFIRMED', 'ALLOCATED', 'IN_PREPARATION', 'CANCELLED', 'REPLACED'] as const)(
    'is not sent again while its order is %s',
    (status) => {
      expect(rule('NOT_RECEIVED', status, '2026-12-31')).toEqual({ kind: 'WRONG_STATE' });
    },
  );
});

test('what arrived damaged is sent again, and what is still on its way cannot be damaged yet', () => {
  expect(rule('DAMAGED', 'DELIVERED')).toEqual({ kind: 'REPLACE' });
  expect(rule('DAMAGED', 'SHIPPED', '2026-12-31')).toEqual({ kind: 'WRONG_STATE' });
  expect(rule('DAMAGED', 'RETURNED')).toEqual({ kind: 'WRONG_STATE' });
});

test('a second problem of one household is for a person', () => {
  expect(rule('DAMAGED', 'DELIVERED', latestDay, true)).toEqual({ kind: 'ALREADY_A_REPLACEMENT' });
});
