import { expect, test } from '@jest/globals';
import { connectClient } from './connect-client.ts';
import { createTestDatabase } from './test-database.ts';

test('two test databases of one wing know nothing of each other', async () => {
  const [mine, yours] = await Promise.all([createTestDatabase('postal'), createTestDatabase('postal')]);
  const me = await connectClient(mine.url);
  const you = await connectClient(yours.url);

  await me.query('CREATE TABLE diary (entry text)');
  const found = await you.query("SELECT to_regclass('diary') AS diary");

  expect(found.rows).toEqual([{ diary: null }]);
  await Promise.all([me.end(), you.end()]);
  await Promise.all([mine.drop(), yours.drop()]);
});
