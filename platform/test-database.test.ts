import { expect, test } from '@jest/globals';
import { connectClient } from './connect-client.ts';
import { createFilledTestDatabase, createTestDatabase } from './test-database.ts';

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

test('contents are written once, however many ask for them at the same time, and changed by each for itself', async () => {
  let filled = 0;
  const fill = async (databaseUrl: string) => {
    filled += 1;
    const client = await connectClient(databaseUrl);
    await client.query("CREATE TABLE diary (entry text); INSERT INTO diary VALUES ('Monday')");
    await client.end();
  };

  const [mine, yours] = await Promise.all([
    createFilledTestDatabase('postal', 'diary', fill),
    createFilledTestDatabase('postal', 'diary', fill),
  ]);
  const me = await connectClient(mine.url);
  const you = await connectClient(yours.url);
  await me.query('DELETE FROM diary');

  expect(filled).toBe(1);
  expect((await you.query('SELECT entry FROM diary')).rows).toEqual([{ entry: 'Monday' }]);
  await Promise.all([me.end(), you.end()]);
  await Promise.all([mine.drop(), yours.drop()]);
});

test('contents that could not be written are written anew for the next who asks', async () => {
  const broken = createFilledTestDatabase('postal', 'broken', async () => {
    throw new Error('The pen broke.');
  });
  await expect(broken).rejects.toThrow('The pen broke.');

  const database = await createFilledTestDatabase('postal', 'broken', async () => {});

  await database.drop();
});
