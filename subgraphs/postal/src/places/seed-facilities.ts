import { countyAt } from '@rotunda/platform/regions';
import type pg from 'pg';
import { seedSites } from '../sites/seed-sites.ts';
import { demonstrationFacilities } from './demonstration-facilities.ts';

const columns = ['id', 'name', 'kind', 'city', 'state', 'zip'] as const;

/** Puts the demonstration network into the register of facilities and sites, over what it had of it. */
export async function seedFacilities(client: pg.ClientBase): Promise<void> {
  const facilities = demonstrationFacilities();
  await client.query(insertFacilities, [
    ...columns.map((column) => facilities.map((facility) => facility[column] ?? null)),
    facilities.map(({ latitude }) => latitude),
    facilities.map(({ longitude }) => longitude),
    facilities.map(({ latitude, longitude }) => countyAt(longitude, latitude) ?? null),
  ]);
  await seedSites(client);
}

const insertFacilities = `
  INSERT INTO facility (id, name, kind, city, state, zip, latitude, longitude, county_fips)
  SELECT * FROM unnest(
    $1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
    $7::double precision[], $8::double precision[], $9::text[]
  )
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, city = excluded.city, state = excluded.state,
    zip = excluded.zip, latitude = excluded.latitude, longitude = excluded.longitude, county_fips = excluded.county_fips`;
