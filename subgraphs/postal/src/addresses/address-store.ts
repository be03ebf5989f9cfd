import { Refusal } from '@rotunda/platform/refusal';
import type { Pool } from 'pg';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { plainArray } from '../intake/array-literal.ts';
import { createGroupCommit } from '../intake/group-commit.ts';
import { createFacilityStore } from '../places/facility-store.ts';
import type { PlaceRegister } from './address-check.ts';
import type { HouseholdKeys } from './household-key.ts';
import type { RegisterEntry, RegisteredBuilding } from './register-entry.ts';
import {
  type BuildingRow,
  type PointRow,
  type ProbeRow,
  buildingOf,
  entryOf,
  pointOf,
} from './register-rows.ts';
import { type SourceDirectory, rememberSources } from './registry-sources.ts';

/** The register of delivery points. It outlives requests: look-ups of the same moment share one statement. */
export interface AddressStore extends PlaceRegister {
  /** What the register knows of each household and building, in order. */
  lookUp(probes: readonly HouseholdKeys[]): Promise<readonly RegisterEntry[]>;
  /** The streets of some ZIPs, at most 5,000. */
  streetsOf(zips: readonly string[]): Promise<readonly RegisteredStreet[]>;
  /** The buildings of a street nearest to a number, at most `limit` below and as many above. */
  buildingsNear(
    street: RegisteredStreet,
    number: number,
    limit: number,
  ): Promise<readonly RegisteredBuilding[]>;
}

interface RegisteredStreet {
  readonly zip: string;
  readonly street: string;
}

const limits = { batchSize: 500, gatherMs: 1, batchesInFlight: 4, queueSize: 20_000 };
const streetsAtMost = 5_000;

/** The register over the wing's database client, and over a pool for what every order asks. */
export function createAddressStore(prisma: PrismaClient, pool: Pool): AddressStore {
  const sources = rememberSources(() => prisma.registrySource.findMany());
  const gathered = createGroupCommit(
    (batch: readonly (readonly HouseholdKeys[])[]) => lookUpTogether(pool, sources, batch),
    limits,
  );

  async function lookUp(probes: readonly HouseholdKeys[]): Promise<readonly RegisterEntry[]> {
    if (probes.length === 0) return [];
    const entries = gathered.submit(probes);
    if (!entries) {
      throw new Refusal('TOO_MANY', 'Too many addresses are being checked. Try again in a few seconds.');
    }
    return entries;
  }

  return {
    ...createFacilityStore(prisma),
    lookUp,
    async findBuilding(buildingKey) {
      const [entry] = await lookUp([{ householdKey: buildingKey, buildingKey }]);
      return entry?.building;
    },
    async pageUnits(buildingKey, { after: [length = '0', unit = ''] = [], startsWith = '', limit }) {
      const rows = await prisma.$queryRaw<PointRow[]>`
        SELECT d.*, s.dataset, s.version, s.licence FROM delivery_point d JOIN registry_source s ON s.id = d.source_id
        WHERE d.building_key = ${buildingKey}::uuid AND d.unit IS NOT NULL
          AND (length(d.unit), d.unit) > (${Number(length)}::int, ${unit}::text)
          AND (starts_with(d.unit, ${startsWith}) OR starts_with(split_part(d.unit, ' ', 2), ${startsWith}))
        ORDER BY length(d.unit), d.unit LIMIT ${limit}`;
      return rows.map(pointOf);
    },
    streetsOf: (zips) =>
      prisma.street.findMany({
        where: { zip: { in: [...zips] } },
        orderBy: [{ zip: 'asc' }, { street: 'asc' }],
        take: streetsAtMost,
      }),
    async buildingsNear({ zip, street }, number, limit) {
      const rows = await prisma.$queryRaw<BuildingRow[]>`
        SELECT b.*, s.dataset, s.version, s.licence FROM (
          (SELECT * FROM building WHERE zip = ${zip} AND street = ${street} AND number_value >= ${number}
            ORDER BY number_value LIMIT ${limit})
          UNION ALL
          (SELECT * FROM building WHERE zip = ${zip} AND street = ${street} AND number_value < ${number}
            ORDER BY number_value DESC LIMIT ${limit})
        ) b JOIN registry_source s ON s.id = b.source_id`;
      return rows.map(buildingOf);
    },
  };
}

const lookUpProbes = `
  SELECT d.source_id AS "pointSource", d.delivery_line AS "pointLine", d.urbanization AS "pointUrbanization",
    d.city AS "pointCity", d.state AS "pointState", d.zip AS "pointZip", d.latitude, d.longitude,
    d.county_fips AS "pointCounty", d.residential AS "pointResidential",
    b.source_id AS "buildingSource", b.primary_number AS "primaryNumber", b.street, b.urbanization, b.city, b.state, b.zip,
    b.unit_count AS "unitCount", b.has_undivided AS "hasUndivided", b.county_fips AS "countyFips", b.residential
  FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS p (household_key, building_key, position)
  LEFT JOIN delivery_point d ON d.household_key = p.household_key
  LEFT JOIN building b ON b.building_key = p.building_key
  ORDER BY p.position`;

async function lookUpTogether(
  pool: Pool,
  sources: SourceDirectory,
  batch: readonly (readonly HouseholdKeys[])[],
): Promise<readonly (readonly RegisterEntry[])[]> {
  const probes = batch.flat();
  const { rows } = await pool.query<ProbeRow>({
    name: 'look-up-probes',
    text: lookUpProbes,
    values: [
      plainArray(probes.map(({ householdKey }) => householdKey)),
      plainArray(probes.map(({ buildingKey }) => buildingKey)),
    ],
  });
  const sourceOf = await sources.covering(rows);
  let at = 0;
  return batch.map((asked) =>
    asked.map((probe) => {
      const row = rows[at++];
      if (!row) throw new Error('The register answered fewer probes than it was asked.');
      return entryOf(probe, row, sourceOf);
    }),
  );
}
