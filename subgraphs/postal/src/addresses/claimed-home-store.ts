import type { Prisma } from '../generated/prisma/client.ts';
import { stageAddress } from './register-import/stage-address.ts';
import { inputOf } from './standardise/format-address.ts';
import type { StandardAddress } from './standardise/standard-address.ts';

const source = {
  dataset: 'Homes confirmed in review',
  version: '1',
  licence: 'kept for delivery, not published',
};

/**
 * Enters a home that a reviewer confirmed into the register within a transaction, as residential and with its own source, and counts its
 * building anew. Faults on an address that is not on a street.
 */
export async function registerClaimedHome(
  transaction: Prisma.TransactionClient,
  address: StandardAddress,
): Promise<void> {
  const { line1, city, state, zip, urbanization } = inputOf(address);
  const given = (text: string | null | undefined) => text ?? undefined;
  const home = stageAddress({
    line1,
    city: given(city),
    state: given(state),
    zip: given(zip),
    urbanization: given(urbanization),
    residential: 'YES',
  });
  if (typeof home === 'string') throw new Error(`A claimed home cannot be registered: ${home}`);
  const { id: sourceId } = await transaction.registrySource.upsert({
    where: { dataset_version: { dataset: source.dataset, version: source.version } },
    create: source,
    update: {},
    select: { id: true },
  });
  // Two reviewers of one building count it one after the other.
  await transaction.$executeRaw`SELECT FROM building WHERE building_key = ${home.buildingKey}::uuid FOR UPDATE`;
  await transaction.$executeRaw`
    INSERT INTO delivery_point (
      household_key, building_key, delivery_line, unit, urbanization, city, state, zip, county_fips, residential, source_id)
    VALUES (${home.householdKey}::uuid, ${home.buildingKey}::uuid, ${home.deliveryLine}, ${home.unit ?? null},
      ${home.urbanization ?? null}, ${home.city ?? null}, ${home.state ?? null}, ${home.zip},
      coalesce(${home.countyFips ?? null}, (SELECT county_fips FROM building WHERE building_key = ${home.buildingKey}::uuid)), 'YES', ${sourceId})
    ON CONFLICT (household_key) DO UPDATE SET residential = 'YES'`;
  await transaction.$executeRaw`
    UPDATE building SET unit_count = homes.unit_count, has_undivided = homes.has_undivided, residential = 'YES'
    FROM (
      SELECT count(unit)::integer AS unit_count, bool_or(unit IS NULL) AS has_undivided
      FROM delivery_point WHERE building_key = ${home.buildingKey}::uuid
    ) AS homes
    WHERE building_key = ${home.buildingKey}::uuid`;
}
