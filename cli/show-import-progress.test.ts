import { expect, test } from '@jest/globals';
import { showLines } from './show-import-progress.ts';

test('a log gets a line every two seconds with share, rate and time left', () => {
  const written: string[] = [];
  let now = 0;
  const progress = showLines({ write: (text) => written.push(text) }, { now: () => new Date(now) });

  progress.expect(1_000);
  for (now = 500; now <= 4_000; now += 500) progress.advance(100, 10);
  progress.end();

  expect(written).toEqual([
    '40 % · 40 rows · 20 rows/s · 3 s left\n',
    '80 % · 80 rows · 20 rows/s · 1 s left\n',
  ]);
});
