import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDatabaseAdapter } from '@rotunda/platform/open-database';
import { createTestDatabase, type TestDatabase } from '@rotunda/platform/test-database';
import { washingtonAirspaces } from '../demonstration/airspaces.ts';
import { PrismaClient } from '../generated/prisma/client.ts';
import { createAirspaceStore, type AirspaceStore } from './airspace-store.ts';

const atMs = Date.UTC(2026, 0, 1);
let database: TestDatabase;
let prisma: PrismaClient;
let store: AirspaceStore;

beforeAll(async () => {
  database = await createTestDatabase('defence');
  prisma = new PrismaClient({ adapter: createDatabaseAdapter(database.url) });
  store = createAirspaceStore(prisma);
});

afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});

test('volumes come back as they were saved, surfaces and open skies included', async () => {
  const [sfra, ...others] = washingtonAirspaces(atMs);
  if (!sfra) throw new Error('There is no SFRA.');
  const timed = {
    ...sfra,
    id: 'airspace-timed',
    designator: 'TIMED',
    ceilingFeetMsl: Infinity,
    activations: [{ fromMs: atMs, toMs: atMs + 1000 }],
  };

  const saved = await store.save([sfra, ...others, timed]);

  expect(saved).toBe(5);
  expect(await store.list()).toEqual(
    [sfra, ...others, timed].toSorted((a, b) => (a.designator < b.designator ? -1 : 1)),
  );
});

test('a volume saved again as it was changes nothing, however late', async () => {
  const before = await store.revision();

  expect(await store.save(washingtonAirspaces(atMs + 86_400_000))).toBe(0);
  expect(await store.revision()).toBe(before);
});

test('a changed volume takes the place of the old one but keeps the units that must know', async () => {
  const [sfra] = washingtonAirspaces(atMs);
  if (!sfra) throw new Error('There is no SFRA.');
  const before = await store.revision();

  expect(await store.save([{ ...sfra, name: 'Renamed', stakeholders: [], updatedAtMs: atMs + 1 }])).toBe(1);

  const renamed = (await store.list()).find(({ id }) => id === sfra.id);
  expect(renamed).toMatchObject({ name: 'Renamed', stakeholders: sfra.stakeholders });
  expect(await store.revision()).not.toBe(before);
});
