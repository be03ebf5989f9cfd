import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from '@jest/globals';
import type { ImportRequest } from '@rotunda/platform/import-report';
import { createDatabaseAdapter, openPool } from '@rotunda/platform/open-database';
import { describeWithRecordings } from '@rotunda/platform/shared-recordings';
import { type TestDatabase, createTestDatabase } from '@rotunda/platform/test-database';
import { PrismaClient } from '../generated/prisma/client.ts';
import { createAddressStore } from './address-store.ts';
import { createAddressChecker } from './check-address.ts';
import { importAddresses } from './import-addresses.ts';

let folder: string;
let database: TestDatabase;
let prisma: PrismaClient;
let pool: ReturnType<typeof openPool>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(async () => {
  database = await createTestDatabase('postal');
  prisma = new PrismaClient({ adapter: createDatabaseAdapter(database.url) });
  pool = openPool(database.url);
});
afterEach(async () => {
  await Promise.all([prisma.$disconnect(), pool.end()]);
  await database.drop();
});

function write(name: string, content: string | Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

function load(files: readonly string[], rest: Partial<ImportRequest> = {}) {
  const progress = { expect: () => undefined, advance: () => undefined };
  return importAddresses({ databaseUrl: database.url, files, faultPolicy: 'skip', progress, ...rest });
}

const linesInRegister = async () =>
  (await prisma.deliveryPoint.findMany({ orderBy: { deliveryLine: 'asc' } })).map(
    ({ deliveryLine }) => deliveryLine,
  );

const openAddresses = 'LON,LAT,NUMBER,STREET,UNIT,CITY,DISTRICT,REGION,POSTCODE,ID,HASH\n';

describe('the formats', () => {
  test('of the National Address Database are read, residential or not', async () => {
    const file = write(
      'nad.csv',
      'OID_,AddNum_Pre,Add_Number,AddNum_Suf,St_PreDir,St_Name,St_PosTyp,St_PosDir,Building,Floor,Unit,Post_City,State,Zip_Code,Longitude,Latitude,Addr_Type\n' +
        '1,,100,1/2,North,Main,Street,,,,Apt 5,Anytown,VA,22301,-77.05,38.82,Residential\n' +
        '2,,102,,,County Road 20,,,2,,7,Anytown,VA,22301,-77.05,38.82,Commercial\n',
    );
    expect(await load([file])).toMatchObject({ read: 2, loaded: 2, faultCount: 0 });
    expect(await linesInRegister()).toEqual(['100 1/2 N MAIN ST APT 5', '102 COUNTY ROAD 20 BLDG 2 UNIT 7']);
    const kinds = await prisma.deliveryPoint.findMany({
      orderBy: { deliveryLine: 'asc' },
      include: { source: true },
    });
    expect(kinds.map(({ residential, source }) => [residential, source.dataset])).toEqual([
      ['YES', 'National Address Database'],
      ['NO', 'National Address Database'],
    ]);
  });

  test('of OpenAddresses are read as CSV and as lines of GeoJSON, and give the same households', async () => {
    const csv = write(
      'oa.csv',
      `\uFEFF${openAddresses}-77.05,38.82,12,"OAK ST, REAR",,ALEXANDRIA,,VA,22301,,h1\r\n`,
    );
    const geojson = write(
      'oa.geojson',
      '{"type":"Feature","properties":{"hash":"h1","number":"12","street":"OAK ST","unit":"REAR","city":"ALEXANDRIA","district":"","region":"VA","postcode":"22301","id":""},"geometry":{"type":"Point","coordinates":[-77.05,38.82]}}\n',
    );
    expect(await load([csv])).toMatchObject({ read: 1, loaded: 1 });
    await load([geojson]);
    expect(await linesInRegister()).toEqual(['12 OAK ST REAR']);
    expect(await prisma.deliveryPoint.findFirst()).toMatchObject({
      latitude: 38.82,
      longitude: -77.05,
      countyFips: '51510',
    });
  });

  test('are told by the column names, whatever divides them, and unpacked', async () => {
    const rows = ['FULL_ADDS|ZIP|CITY|STATE', '12 Elm St|22301|Alexandria|VA', ''].join('\n');
    expect(await load([write('city.txt.gz', gzipSync(rows))])).toMatchObject({ read: 1, loaded: 1 });
  });

  test('that are none are told of as a whole', async () => {
    const report = await load([write('other.csv', 'a,b\n1,2\n'), join(folder, 'missing.csv')]);
    expect(report).toMatchObject({ read: 0, loaded: 0, faultCount: 2 });
    expect(report.faults.map(({ line }) => line)).toEqual([undefined, undefined]);
    expect(report.faults[0]?.message).toContain('National Address Database');
  });
});

describe('the rows', () => {
  const mixed =
    openAddresses +
    ',,12,OAK ST,,ALEXANDRIA,,VA,22301,,\n' +
    ',,,,,ALEXANDRIA,,VA,22301,,\n' +
    ',,14,OAK ST,,,,,,,\n' +
    '999,38,16,OAK ST,,ALEXANDRIA,,VA,22301,,\n' +
    ',,,OAK ST,,ALEXANDRIA,,VA,22301,,\n' +
    ',,12,Oak Street,,Alexandria,,VA,22301,,\n';

  test('that are bad are skipped with their line and a reason, and every row is accounted for', async () => {
    const report = await load([write('mixed.csv', mixed)]);
    expect(report).toMatchObject({ read: 6, loaded: 1, unchanged: 1, rejected: 3, blank: 1, faultCount: 3 });
    expect(report.faults.map(({ line }) => line)).toEqual([4, 5, 6]);
    expect(JSON.stringify(report.faults)).not.toContain('OAK');
  });

  test('stop everything where one is bad and that was asked', async () => {
    const report = await load([write('mixed.csv', mixed)], { faultPolicy: 'refuse' });
    expect(report).toMatchObject({ read: 6, loaded: 0, unchanged: 2, rejected: 3, blank: 1 });
    expect(await linesInRegister()).toEqual([]);
  });

  test('change nothing the second time', async () => {
    const file = write('again.csv', mixed);
    await load([file]);
    expect(await load([file])).toMatchObject({ read: 6, loaded: 0, unchanged: 2 });
  });

  test('of a building are counted as its homes', async () => {
    const rows = ['', 'Apt 1', 'Unit 2', '#2'].map((unit) => `,,12,OAK ST,${unit},ALEXANDRIA,,VA,22301,,\n`);
    expect(await load([write('homes.csv', openAddresses + rows.join(''))])).toMatchObject({
      loaded: 3,
      unchanged: 1,
    });
    expect(await prisma.building.findMany()).toMatchObject([
      { unitCount: 2, hasUndivided: true, street: 'OAK ST' },
    ]);
  });

  test('are left alone where the import is stopped', async () => {
    const stopped = AbortSignal.abort(new Error('stopped'));
    await expect(load([write('stopped.csv', mixed)], { signal: stopped })).rejects.toThrow('stopped');
    expect(await linesInRegister()).toEqual([]);
  });
});

describeWithRecordings('the city of Alexandria', (recording) => {
  test('is loaded whole, halves and letters are households of their own, and neighbours that do not exist are not found', async () => {
    const points = recording('postal/alexandria-va-address-points.csv.gz');
    const report = await load([points]);
    expect(report.read).toBe(35_592);
    expect(report.rejected).toBeLessThan(100);
    expect(report.loaded + report.unchanged + report.rejected + report.blank).toBe(report.read);
    expect(report.unchanged).toBeLessThan(10);

    const clock = { now: () => new Date() };
    const checker = createAddressChecker({
      store: createAddressStore(prisma, pool),
      tokenKey: new Uint8Array(32),
      clock,
    });
    const place = { city: 'Alexandria', state: 'VA', zip: '22301' };
    const [whole, half, absent] = await Promise.all(
      ['202 Adams Av', '202 1/2 Adams Ave', '201 1/2 Adams Ave'].map((line1) =>
        checker.check({ line1, ...place }),
      ),
    );
    expect([whole?.dpv, half?.dpv, absent?.dpv]).toEqual(['Y', 'Y', 'N']);
    expect(whole?.householdKey).not.toBe(half?.householdKey);
    expect(absent?.suggestions[0]?.reason).toBe('NEAREST_NUMBER');
    expect(await load([points])).toMatchObject({ loaded: 0 });
  });
});

describeWithRecordings('a sample of the National Address Database', (recording) => {
  test('is loaded from its one-line form', async () => {
    const report = await load([recording('postal/nad-sample.jsonl')]);
    expect(report.read).toBe(6_453);
    expect(report.rejected).toBeLessThan(65);
  });
});
