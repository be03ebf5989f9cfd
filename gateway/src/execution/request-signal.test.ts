import { expect, test } from '@jest/globals';
import { RequestSignal } from './request-signal.ts';

test('listeners hear of the first abort once, those that left or came late hear nothing', () => {
  const signal = new RequestSignal();
  const heard: string[] = [];
  const leaves = () => heard.push('left');
  signal.addEventListener('abort', () => heard.push('stayed'));
  signal.addEventListener('abort', { handleEvent: () => heard.push('object') });
  signal.addEventListener('abort', leaves);
  signal.removeEventListener('abort', leaves);

  signal.abort(new Error('first'));
  signal.abort(new Error('second'));
  signal.addEventListener('abort', leaves);

  expect(heard).toEqual(['stayed', 'object']);
  expect(() => signal.throwIfAborted()).toThrow('first');
});

test('the genuine signal aborts with it, whether it was asked for before or after', () => {
  const early = new RequestSignal();
  const late = new RequestSignal();
  const asked = early.genuine();
  const reason = new Error('gone');

  early.abort(reason);
  late.abort(reason);

  expect(asked).toBeInstanceOf(AbortSignal);
  expect(asked.reason).toBe(reason);
  expect(late.genuine().reason).toBe(reason);
});
