import { expect, test } from '@jest/globals';
import { createDeadlineWheel } from './deadline-wheel.ts';

test('what is not done in time expires, once; what is done does not', async () => {
  const wheel = createDeadlineWheel(5);
  const expired: string[] = [];
  wheel.add({ isDone: true, expire: () => expired.push('done') });
  wheel.add({ isDone: false, expire: () => expired.push('first') });

  // The wheel does not keep the process alive; a reader that waits does.
  const open = setInterval(() => {}, 1_000);
  await new Promise<void>((resolve) => wheel.add({ isDone: false, expire: resolve }));
  await new Promise<void>((resolve) => wheel.add({ isDone: false, expire: resolve }));
  clearInterval(open);

  expect(expired).toEqual(['first']);
});
