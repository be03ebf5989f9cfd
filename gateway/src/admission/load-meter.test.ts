import { expect, test } from '@jest/globals';
import { averageLateness, createLoadMeter } from './load-meter.ts';

const after = (ticks: number, elapsedMs: number, beforeMs = 0) =>
  Array.from({ length: ticks }).reduce<number>((delayMs) => averageLateness(delayMs, elapsedMs), beforeMs);

test('a loop that is late for long counts as that late', () => {
  expect(after(60, 450)).toBeGreaterThan(390);
  expect(after(60, 450)).toBeLessThanOrEqual(400);
});

test('one long computation hardly counts', () => {
  expect(after(1, 450)).toBeLessThan(40);
});

test('lateness is forgotten in time', () => {
  expect(after(400, 50, 1_000)).toBeLessThan(20);
});

test('a meter keeps no process alive and can be closed', () => {
  const meter = createLoadMeter();

  expect(meter.delayMs()).toBe(0);
  meter.close();
});
