import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectClient } from '@rotunda/platform/connect-client';
import { importAddresses } from '@rotunda/postal/import-addresses';

/** Rows of the register for these journeys alone. */
const registered = `NUMBER,STREET,UNIT,CITY,REGION,POSTCODE,LON,LAT
1379,Maynard Dr W,Apt 176,Saint Paul,MN,55116,-93.16,44.91
1379,Maynard Dr W,Apt 177,Saint Paul,MN,55116,-93.16,44.91
1776,St Clair Ave,107,Saint Paul,MN,55105,-93.17,44.93
1776,St Clair Ave,205,Saint Paul,MN,55105,-93.17,44.93
310,Flanders Rd,A,East Lyme,CT,06333,,
310,Flanders Rd,B,East Lyme,CT,06333,,
202,Adams Ave,,Alexandria,VA,22301,-77.06,38.82
202 1/2,Adams Ave,,Alexandria,VA,22301,-77.06,38.82
204,Adams Ave,,Alexandria,VA,22301,-77.06,38.82
3120,M St NW,,Washington,DC,20007,-77.06,38.9
1273,Pale San Vitores Rd,,Tamuning,GU,96913,,
92-10,Roosevelt Ave,,Jackson Heights,NY,11372,-73.87,40.75
842,E 1700 S,,Salt Lake City,UT,84105,-111.86,40.73
N6W23001,Bluemound Rd,,Waukesha,WI,53188,-88.2,43.03
4513,3rd Street Cir W,,Bradenton,FL,34207,-82.58,27.45
500,SW 136th St,,Burien,WA,98166,-122.33,47.48
`;

/** Registers the addresses of the journeys; one of them as a business, which no open list of addresses tells. */
export async function registerTestAddresses(databaseUrl: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'acceptance-'));
  const file = join(folder, 'registered.csv');
  writeFileSync(file, registered);
  const progress = { expect: () => undefined, advance: () => undefined };
  await importAddresses({ databaseUrl, files: [file], faultPolicy: 'refuse', progress });
  rmSync(folder, { recursive: true });
  await listAsBusiness(databaseUrl, '3120 M ST NW');
}

async function listAsBusiness(databaseUrl: string, deliveryLine: string): Promise<void> {
  const client = await connectClient(databaseUrl);
  await client.query(
    `WITH door AS (UPDATE delivery_point SET residential = 'NO' WHERE delivery_line = $1 RETURNING building_key)
     UPDATE building SET residential = 'NO' WHERE building_key IN (SELECT building_key FROM door)`,
    [deliveryLine],
  );
  await client.end();
}
