import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabaseAdapter, openPool } from '@rotunda/platform/open-database';
import { createTestDatabase } from '@rotunda/platform/test-database';
import { PrismaClient } from '../generated/prisma/client.ts';
import type { AddressChecker } from './address-check.ts';
import { createAddressStore } from './address-store.ts';
import { createAddressChecker } from './check-address.ts';
import { importAddresses } from './import-addresses.ts';

const registered = `NUMBER,STREET,UNIT,CITY,REGION,POSTCODE,LON,LAT
1379,Maynard Dr W,Apt 176,Saint Paul,MN,55116,-93.16,44.91
1379,Maynard Dr W,Apt 177,Saint Paul,MN,55116,-93.16,44.91
1379,Maynard Dr W,Apt 178,Saint Paul,MN,55116,-93.16,44.91
1776,St Clair Ave,Unit 107,Saint Paul,MN,55105,-93.17,44.93
1776,St Clair Ave,205,Saint Paul,MN,55105,-93.17,44.93
310,Flanders Rd,A,East Lyme,CT,06333,,
310,Flanders Rd,B,East Lyme,CT,06333,,
201,Adams Ave,,Alexandria,VA,22301,-77.06,38.82
202,Adams Ave,,Alexandria,VA,22301,-77.06,38.82
202 1/2,Adams Ave,,Alexandria,VA,22301,-77.06,38.82
204,Adams Ave,,Alexandria,VA,22301,-77.06,38.82
2406A,Burke Ave,,Alexandria,VA,22301,-77.05,38.83
1745,T St SE,,Washington,DC,20020,-76.98,38.87
1745,T St NW,,Washington,DC,20009,-77.04,38.91
12,Pine Ridge Rd,,Pine Ridge,SD,57770,,
125,Calle Main,Apt 103,San Juan,PR,00926,,
`;

export interface TestRegister {
  readonly checker: AddressChecker;
  /** The time the checker sees; set it to move it. */
  now: Date;
  close(): Promise<void>;
}

/** A register of sixteen households for tests, in a database of its own. */
export async function createTestRegister(): Promise<TestRegister> {
  const database = await createTestDatabase('postal');
  const folder = mkdtempSync(join(tmpdir(), 'addresses-'));
  const file = join(folder, 'registered.csv');
  writeFileSync(file, registered);
  const progress = { expect: () => undefined, advance: () => undefined };
  await importAddresses({ databaseUrl: database.url, files: [file], faultPolicy: 'refuse', progress });
  rmSync(folder, { recursive: true });
  const prisma = new PrismaClient({ adapter: createDatabaseAdapter(database.url) });
  const pool = openPool(database.url);
  const register: TestRegister = {
    now: new Date('2026-11-23T12:00:00.000Z'),
    checker: createAddressChecker({
      store: createAddressStore(prisma, pool),
      tokenKey: new Uint8Array(32).fill(7),
      clock: { now: () => register.now },
    }),
    async close() {
      await Promise.all([prisma.$disconnect(), pool.end()]);
      await database.drop();
    },
  };
  return register;
}
