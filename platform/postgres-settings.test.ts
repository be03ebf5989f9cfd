import { expect, test } from '@jest/globals';
import { serverSettings, sharedBuffers } from './postgres-settings.ts';

const gigabyte = 1024 ** 3;

test.each([
  [0.5, '128MB'],
  [1, '128MB'],
  [8, '1024MB'],
  [16, '2048MB'],
  [512, '2048MB'],
])('a server on a machine of %d GB keeps pages in %s', (memory, buffers) => {
  expect(sharedBuffers(memory * gigabyte)).toBe(buffers);
});

test('only a server whose data is thrown away forgets what was committed', () => {
  expect(serverSettings(true)).toMatchObject({
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
  });
  expect(serverSettings(false)).toMatchObject({ fsync: 'off', synchronous_commit: 'off' });
});
