import { createRequire } from 'node:module';
import { connectClient } from '@rotunda/platform/connect-client';
import type { RegistrySource } from '../addresses/address-check.ts';
import { createRegisterLoader } from '../addresses/register-import/register-loader.ts';
import type { SourceAddress } from '../addresses/register-import/source-address.ts';
import { stageAddress } from '../addresses/register-import/stage-address.ts';
import { seedFacilities } from '../places/seed-facilities.ts';

/** The fields of rrad 1.1.0 that are read; a few of its addresses have no city. */
interface PublishedAddress {
  readonly address1: string;
  readonly address2: string;
  readonly city?: string;
  readonly state: string;
  readonly postalCode: string;
  readonly coordinates: { readonly lat: number; readonly lng: number };
}

const require = createRequire(import.meta.url);

const realAddresses: RegistrySource = {
  dataset: 'OpenAddresses, selected by rrad',
  version: '1.1.0',
  licence: 'public domain',
};

const syntheticBuildings: RegistrySource = {
  dataset: 'Synthetic demonstration buildings',
  version: '1',
  licence: 'MIT',
};

/** Streets that do not exist, so that nobody's home is meant. */
const syntheticUnits: readonly {
  readonly line1: string;
  readonly zip: string;
  readonly units: readonly string[];
}[] = [
  { line1: '100 Specimen St NE', zip: '20002', units: floors(4, 6) },
  { line1: '250 Specimen St NE', zip: '20002', units: ['Apt A', 'Apt B'] },
  { line1: '1200 Example Pl NW', zip: '20009', units: floors(8, 10) },
  { line1: '1210 Example Pl NW', zip: '20009', units: ['Bsmt', 'Unit 1', 'Unit 2', 'PH'] },
  {
    line1: '77 Placeholder Ct SE',
    zip: '20003',
    units: ['Bldg 1 Apt 1', 'Bldg 1 Apt 2', 'Bldg 2 Apt 1', 'Bldg 2 Apt 2'],
  },
];

/**
 * Fills the register of a migrated database with 3,000 real addresses of 16 states, a few synthetic buildings with units
 * in Washington, and the demonstration's facilities. Says how many households were new or different: none the second time.
 */
export async function seedDeliveryPoints(databaseUrl: string): Promise<number> {
  const client = await connectClient(databaseUrl);
  try {
    await client.query('BEGIN');
    const loader = await createRegisterLoader(client);
    for (const address of publishedAddresses()) await addTo(loader, address, realAddresses);
    for (const address of inventedAddresses()) await addTo(loader, address, syntheticBuildings);
    const loaded = await loader.merge();
    await seedFacilities(client);
    await client.query('COMMIT');
    return loaded;
  } finally {
    await client.end();
  }
}

/** Addresses without a house number are left out; the register has no use for them. */
async function addTo(
  loader: Awaited<ReturnType<typeof createRegisterLoader>>,
  address: SourceAddress,
  source: RegistrySource,
): Promise<void> {
  const staged = stageAddress(address);
  if (typeof staged !== 'string') await loader.add(staged, source);
}

function publishedAddresses(): readonly SourceAddress[] {
  const { addresses } = require('rrad/addresses-us-all.json') as {
    readonly addresses: readonly PublishedAddress[];
  };
  return addresses.map(({ address1, address2, city, state, postalCode, coordinates }) => ({
    line1: address1,
    unit: address2,
    city,
    state,
    zip: postalCode,
    latitude: String(coordinates.lat),
    longitude: String(coordinates.lng),
    residential: 'UNKNOWN' as const,
  }));
}

function inventedAddresses(): readonly SourceAddress[] {
  return syntheticUnits.flatMap(({ line1, zip, units }) =>
    units.map((unit) => ({ line1, unit, city: 'Washington', state: 'DC', zip, residential: 'YES' as const })),
  );
}

function floors(count: number, homesEach: number): readonly string[] {
  return Array.from({ length: count * homesEach }, (_, index) => {
    const floor = Math.floor(index / homesEach) + 1;
    return `Apt ${floor}${String((index % homesEach) + 1).padStart(2, '0')}`;
  });
}
