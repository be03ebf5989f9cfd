import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { orderStatusOf, parcelStatusOf } from './parcel-progress-rules.ts';
import { findScanCode } from './scan-codes.ts';

function seen(...scans: readonly (readonly [code: string, hour: number])[]) {
  return scans.map(([code, hour]) => {
    const meaning = findScanCode(code);
    if (!meaning) throw new Error(code);
    return { status: meaning.status, stage: meaning.stage, at: new Date(hour * 3_600_000) };
  });
}

test.each([
  [
    [
      ['GX', 1],
      ['03', 2],
      ['10', 3],
    ],
    'IN_TRANSIT',
  ],
  [
    [
      ['OF', 8],
      ['10', 9],
      ['OF', 20],
    ],
    'OUT_FOR_DELIVERY',
  ],
  [
    [
      ['03', 2],
      ['MA', 5],
    ],
    'ACCEPTED',
  ],
  [
    [
      ['OF', 8],
      ['02', 9],
    ],
    'ATTEMPTED',
  ],
  [
    [
      ['02', 9],
      ['OF', 30],
      ['01', 31],
    ],
    'DELIVERED',
  ],
  [
    [
      ['01', 31],
      ['07', 40],
    ],
    'DELIVERED',
  ],
  [
    [
      ['01', 31],
      ['29', 90],
    ],
    'RETURN_TO_SENDER',
  ],
  [
    [
      ['07', 8],
      ['OF', 8],
    ],
    'OUT_FOR_DELIVERY',
  ],
] as const)('scans %j leave a parcel %s, in whatever order they come', (scans, status) => {
  const all = seen(...scans);

  expect(parcelStatusOf(all)).toBe(status);
  expect(parcelStatusOf(all.toReversed())).toBe(status);
});

test('no order of arrival changes where a parcel is', () => {
  const codes = fc.constantFrom('GX', 'MA', '03', '10', 'EF', '07', 'OF', '02', '14', '01', '05', '06', '29');
  const scans = fc.array(fc.tuple(codes, fc.nat(5)), { minLength: 1, maxLength: 12 });

  fc.assert(
    fc.property(scans, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (all, keys) => {
      const inOrder = seen(...all);
      const weights = new Map(inOrder.map((scan) => [scan, keys.next().value ?? 0]));
      const shuffled = inOrder.toSorted((one, other) => (weights.get(one) ?? 0) - (weights.get(other) ?? 0));

      expect(parcelStatusOf(shuffled)).toBe(parcelStatusOf(inOrder));
    }),
  );
});

test.each([
  [['DELIVERED', 'DELIVERED'], 'DELIVERED'],
  [['DELIVERED', 'IN_TRANSIT'], 'SHIPPED'],
  [['DELIVERED', 'OUT_FOR_DELIVERY'], 'OUT_FOR_DELIVERY'],
  [['DELIVERED', 'ATTEMPTED'], 'DELIVERY_EXCEPTION'],
  [['RETURN_TO_SENDER', 'RETURN_TO_SENDER'], 'RETURNED'],
  [['RETURN_TO_SENDER', 'DELIVERED'], 'DELIVERY_EXCEPTION'],
  [['LABEL_CREATED', 'ACCEPTED'], 'SHIPPED'],
  [['LABEL_CREATED', 'PRE_SHIPMENT'], 'IN_PREPARATION'],
] as const)('an order of parcels %j is %s', (parcels, status) => {
  expect(orderStatusOf(parcels)).toBe(status);
});
