import type pg from 'pg';
import { demonstrationNetwork } from './demonstration-network.ts';

const columns = [
  'code',
  'facilityId',
  'name',
  'role',
  'district',
  'area',
  'timeZone',
  'supplierCode',
  'dailyParcelCapacity',
] as const;

/** Makes the demonstration network's facilities sites that keep and pack kits. Status and capacity of a site that is there already stay. */
export async function seedSites(client: pg.ClientBase): Promise<void> {
  const { sites, services } = demonstrationNetwork();
  await client.query(
    insertSites,
    columns.map((column) => sites.map((site) => site[column])),
  );
  await client.query(insertServices, [
    services.map(({ zip3 }) => zip3),
    services.map(({ siteCode }) => siteCode),
  ]);
}

const insertSites = `
  INSERT INTO distribution_site
    (code, facility_id, name, role, district, area, time_zone, supplier_code, daily_parcel_capacity)
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::site_role[], $5::text[], $6::text[], $7::text[], $8::text[], $9::integer[])
  ON CONFLICT (code) DO UPDATE SET facility_id = excluded.facility_id, name = excluded.name, district = excluded.district,
    area = excluded.area, time_zone = excluded.time_zone, supplier_code = excluded.supplier_code`;

const insertServices = `
  INSERT INTO zip3_service (zip3, site_code) SELECT * FROM unnest($1::text[], $2::text[])
  ON CONFLICT (zip3) DO UPDATE SET site_code = excluded.site_code`;
