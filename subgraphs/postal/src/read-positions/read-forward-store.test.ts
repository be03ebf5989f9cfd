import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDatabaseAdapter, openPool } from '@rotunda/platform/open-database';
import { type TestDatabase, createTestDatabase } from '@rotunda/platform/test-database';
import type { Pool } from 'pg';
import { PrismaClient } from '../generated/prisma/client.ts';
import { findOldestRunning, readForward } from './read-forward-store.ts';

const reader = 'coverage';
let database: TestDatabase;
let prisma: PrismaClient;
let neighbours: TestDatabase;
let neighbour: Pool;

beforeAll(async () => {
  database = await createTestDatabase('postal');
  prisma = new PrismaClient({ adapter: createDatabaseAdapter(database.url) });
  neighbours = await createTestDatabase('postal');
  neighbour = openPool(neighbours.url);
});
afterAll(async () => {
  await prisma.$disconnect();
  await neighbour.end();
  await Promise.all([database.drop(), neighbours.drop()]);
});

const nextTransaction = 'SELECT pg_current_xact_id()::text::bigint AS id';

async function write(): Promise<bigint> {
  const [row] = await prisma.$queryRawUnsafe<{ id: bigint }[]>(nextTransaction);
  return row?.id ?? 0n;
}

test('what is committed is read at once, however many transactions of another database begin and end meanwhile', async () => {
  let isOver = false;
  const crowd = Array.from({ length: 4 }, async () => {
    while (!isOver) await neighbour.query('SELECT pg_current_xact_id(), pg_sleep(0.002)');
  });

  const unread: bigint[] = [];
  for (let round = 0; round < 200; round += 1) {
    const written = await write();
    if ((await findOldestRunning(prisma)) <= written) unread.push(written);
  }
  isOver = true;
  await Promise.all(crowd);

  expect(unread).toEqual([]);
});

test('a transaction of the same database that still runs bounds the reading, and one that has ended does not', async () => {
  const bounds: bigint[] = [];
  const look = () => readForward(prisma, reader, async (_transaction, { to }) => bounds.push(to) > 0);

  const open = await prisma.$transaction(async (transaction) => {
    const [row] = await transaction.$queryRawUnsafe<{ id: bigint }[]>(nextTransaction);
    await write();
    await look();
    return row?.id;
  });
  const last = await write();
  await look();

  expect(bounds[0]).toBe(open);
  expect(bounds[1]).toBeGreaterThan(last);
});

test('a position moves on only where its reader says so, and a reading that fails leaves it', async () => {
  const froms: bigint[] = [];
  const look = async (moves: boolean) => {
    await write();
    await readForward(prisma, reader, async (_transaction, { from }) => froms.push(from) > 0 && moves);
  };
  const broken = readForward(prisma, reader, async () => {
    throw new Error('The reader broke.');
  });

  await expect(broken).rejects.toThrow('The reader broke.');
  await look(false);
  await look(true);
  await look(true);

  expect(froms[0]).toBe(froms[1]);
  expect(froms[2]).toBeGreaterThan(froms[1] ?? 0n);
});
