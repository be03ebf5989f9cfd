import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FaultPolicy, ImportReport } from '@rotunda/platform/import-report';
import { createDatabaseAdapter } from '@rotunda/platform/open-database';
import { describeWithRecordings } from '@rotunda/platform/shared-recordings';
import { createTestDatabase, type TestDatabase } from '@rotunda/platform/test-database';
import { washingtonAirspaces } from '../demonstration/airspaces.ts';
import { PrismaClient } from '../generated/prisma/client.ts';
import type { Airspace } from './airspace.ts';
import { createAirspaceStore } from './airspace-store.ts';
import { importAirspace } from './import-airspace.ts';

let database: TestDatabase;
let prisma: PrismaClient;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase('defence');
  prisma = new PrismaClient({ adapter: createDatabaseAdapter(database.url) });
  folder = await mkdtemp(join(tmpdir(), 'airspace-'));
});

afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
  await rm(folder, { recursive: true });
});

async function load(files: readonly string[], faultPolicy: FaultPolicy = 'skip'): Promise<ImportReport> {
  const progress = { expect: () => undefined, advance: () => undefined };
  const report = await importAirspace({ databaseUrl: database.url, files, faultPolicy, progress });
  expect(report.loaded + report.unchanged + report.rejected + report.blank).toBe(report.read);
  return report;
}

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function stored(designator: string): Promise<Airspace | undefined> {
  const airspaces = await createAirspaceStore(prisma).list();
  return airspaces.find((airspace) => airspace.designator === designator);
}

const square = [
  [
    [-77, 38],
    [-76, 38],
    [-76, 39],
    [-77, 39],
    [-77, 38],
  ],
];

function collection(...features: readonly unknown[]): string {
  const lines = features.map((one) => JSON.stringify(one)).join(',\n');
  return `{"type":"FeatureCollection","features":[\n${lines}\n]}`;
}

function feature(properties: Readonly<Record<string, unknown>>, coordinates: unknown = square) {
  return { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates } };
}

describe('an import of GeoJSON', () => {
  test('loads the good, tells the bad by line, and changes nothing the second time', async () => {
    const path = await file(
      'mixed.geojson',
      collection(
        feature({ name: 'GOOD ONE' }),
        feature({ name: 'BAD ONE' }, [
          [
            [-77, 38],
            [-76, 98],
            [-76, 39],
          ],
        ]),
        { type: 'Feature', properties: { name: 'EMPTY' }, geometry: null },
      ),
    );

    const first = await load([path]);
    const second = await load([path]);

    expect(first).toMatchObject({ read: 3, loaded: 1, unchanged: 0, rejected: 1, blank: 1, faultCount: 1 });
    expect(first.faults[0]).toMatchObject({
      file: path,
      line: 3,
      message: expect.stringMatching(/^Feature 2: /),
    });
    expect(second).toMatchObject({ loaded: 0, unchanged: 1, rejected: 1 });
  });

  test('under refuse loads nothing if one feature is bad', async () => {
    const path = await file('refused.geojson', collection(feature({ name: 'REFUSED' }), feature({}, [])));

    expect(await load([path], 'refuse')).toMatchObject({ read: 2, loaded: 0, rejected: 2, faultCount: 1 });
    expect(await stored('REFUSED')).toBeUndefined();
  });

  test('reads limits as the FAA writes them for special use airspace, zipped', async () => {
    const sua = {
      NAME: 'R-9901A TEST',
      TYPE_CODE: 'R',
      UPPER_VAL: '180',
      UPPER_UOM: 'FL',
      UPPER_CODE: 'STD',
      LOWER_VAL: 500,
      LOWER_UOM: 'FT',
      LOWER_CODE: 'AGL',
    };
    const path = await file('sua.geojson.gz', gzipSync(collection(feature(sua))));

    await load([path]);

    expect(await stored('R-9901A TEST')).toMatchObject({
      kind: 'RESTRICTED',
      floor: { feet: 500, reference: 'GROUND' },
      ceiling: { feet: 18_000, reference: 'PRESSURE_1013' },
      floorFeetMsl: 500,
    });
  });

  test('numbers volumes of one designator instead of letting them replace each other', async () => {
    const shelf = { type: 'CLASS_B', identifier: 'XXX', name: 'TEST CLASS B' };
    const path = await file('shelves.geojson', collection(feature(shelf), feature(shelf)));

    expect(await load([path])).toMatchObject({ loaded: 2 });
    expect(await stored('XXX CLASS B/2')).toMatchObject({ kind: 'CLASS_B' });
  });

  test.each([
    ['a floor above the ceiling', feature({ name: 'UPSIDE DOWN', lowerFt: 9000, upperFt: 1000 })],
    [
      'two corners',
      feature({ name: 'LINE' }, [
        [
          [-77, 38],
          [-76, 38],
          [-77, 38],
        ],
      ]),
    ],
    ['a point', { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [-77, 38] } }],
    ['no feature', 7],
  ])('tells of %s', async (name, bad) => {
    const path = await file(`${name}.geojson`, collection(bad));

    expect(await load([path])).toMatchObject({ read: 1, rejected: 1 });
  });
});

test('a file that is nothing known is one rejected row', async () => {
  const paths = [
    await file('a.txt', 'hello'),
    await file('b.xml', '<a><b></a>'),
    await file('c.xml', '<other/>'),
  ];

  const report = await load(paths);

  expect(report).toMatchObject({ read: 3, rejected: 3, faultCount: 3 });
  expect(report.faults.map(({ line }) => line)).toEqual([undefined, 1, 1]);
});

test('AIXM is read latitude first, with its limits and circles', async () => {
  const volume = (outline: string): string => `<aixm:AirspaceVolume>
    <aixm:upperLimit uom="FL">195</aixm:upperLimit><aixm:upperLimitReference>STD</aixm:upperLimitReference>
    <aixm:lowerLimit uom="FT">GND</aixm:lowerLimit>
    <aixm:horizontalProjection><aixm:Surface srsName="urn:ogc:def:crs:EPSG::4326"><gml:patches><gml:PolygonPatch>
      <gml:exterior>${outline}</gml:exterior></gml:PolygonPatch></gml:patches></aixm:Surface></aixm:horizontalProjection>
    </aixm:AirspaceVolume>`;
  const airspace = (
    designator: string,
    outline: string,
  ): string => `<message:hasMember><aixm:Airspace><aixm:timeSlice>
    <aixm:AirspaceTimeSlice><aixm:type>D</aixm:type><aixm:designator>${designator}</aixm:designator>
    <aixm:name>TEST</aixm:name>${volume(outline)}</aixm:AirspaceTimeSlice></aixm:timeSlice></aixm:Airspace></message:hasMember>`;
  const path = await file(
    'danger.xml',
    `<message:AIXMBasicMessage xmlns:message="m" xmlns:aixm="a" xmlns:gml="g">${airspace(
      'XXD1',
      '<gml:LinearRing><gml:posList>50 8 50 9 51 9 50 8</gml:posList></gml:LinearRing>',
    )}${airspace(
      'XXD2',
      '<gml:Ring><gml:CircleByCenterPoint><gml:pos>50 8</gml:pos><gml:radius uom="NM">5</gml:radius></gml:CircleByCenterPoint></gml:Ring>',
    )}</message:AIXMBasicMessage>`,
  );

  expect(await load([path])).toMatchObject({ read: 2, loaded: 2 });

  expect(await stored('XXD1')).toMatchObject({
    kind: 'DANGER',
    ceilingFeetMsl: 19_500,
    floorFeetMsl: -Infinity,
    geometry: {
      coordinates: [
        [
          [8, 50],
          [9, 50],
          [9, 51],
          [8, 50],
        ],
      ],
    },
  });
});

describeWithRecordings('recorded airspace', (recording) => {
  test('FAA and NASR files load whole, each zone of Washington in the place of the one drawn here', async () => {
    await createAirspaceStore(prisma).save(washingtonAirspaces(0));
    const files = ['dc_frz', 'dc_sfra', 'dc_p56', 'dc_nasr_subset'].map((name) =>
      recording(`defence/airspace/${name}.geojson`),
    );

    const report = await load(files, 'refuse');

    expect(report).toMatchObject({ read: 98, loaded: 98, rejected: 0 });
    expect(await stored('DC-FRZ')).toMatchObject({
      source: 'dc_frz.geojson',
      ceilingFeetMsl: 17_999,
      kind: 'FRZ',
    });
    expect((await stored('DC-FRZ'))?.stakeholders).toContain('USCP');
    expect(await stored('P-56A')).toMatchObject({ kind: 'PROHIBITED', ceilingFeetMsl: 18_000 });
    expect(await stored('P-56/2')).toMatchObject({ kind: 'PROHIBITED', ceilingFeetMsl: 18_000 });
    expect(await stored('DCA CLASS B')).toMatchObject({ kind: 'CLASS_B', ceilingFeetMsl: 10_000 });
    expect(await load(files)).toMatchObject({ loaded: 0, unchanged: 98 });
  });

  test('the notice of the special flight rules area has 17,999 ft and 72 corners', async () => {
    await load([recording('defence/notam/faa_tfr_4_9433_SFRA.xml')], 'refuse');

    const sfra = await stored('DC-SFRA');

    expect(sfra).toMatchObject({ kind: 'SFRA', ceilingFeetMsl: 17_999, floorFeetMsl: -Infinity });
    expect(sfra?.geometry.coordinates[0]).toHaveLength(73);
  });

  test('fifteen KML polygons load with the heights of their names', async () => {
    const report = await load([recording('defence/airspace/brc_regions.kml')], 'refuse');

    expect(report).toMatchObject({ read: 15, loaded: 15 });
    expect(await stored('Pattern')).toMatchObject({
      kind: 'GEOFENCE',
      floorFeetMsl: 3500,
      ceilingFeetMsl: 4800,
    });
  });

  test('the ring round the ballpark is a restriction to 3,000 ft over the ground for the hours of the game', async () => {
    await load([recording('defence/scenario-nats-park/stadium_tfr.geojson')], 'refuse');

    expect(await stored('NATIONALS PARK SPORTING EVENT')).toMatchObject({
      kind: 'TFR',
      ceiling: { feet: 3000, reference: 'GROUND' },
      dataMode: 'SIMULATED',
      activations: [{ fromMs: Date.UTC(2022, 3, 20, 22, 5), toMs: Date.UTC(2022, 3, 21, 3, 15) }],
    });
  });
});
