import type { DeliveryPoint, RegistrySource, Tristate } from './address-check.ts';
import type { HouseholdKeys } from './household-key.ts';
import type { RegisterEntry, RegisteredBuilding } from './register-entry.ts';
import type { SourceOf } from './registry-sources.ts';
import type { StandardAddress } from './standardise/standard-address.ts';
import { standardise } from './standardise/standardise.ts';

/** A delivery point as its table has it. */
export interface PointRow {
  readonly household_key: string;
  readonly building_key: string;
  readonly delivery_line: string;
  readonly urbanization: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly zip: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly county_fips: string | null;
  readonly residential: Tristate;
  readonly dataset: string;
  readonly version: string;
  readonly licence: string;
}

/** A building as its table has it. */
export interface BuildingRow {
  readonly building_key: string;
  readonly primary_number: string;
  readonly street: string;
  readonly urbanization: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly zip: string;
  readonly unit_count: number;
  readonly has_undivided: boolean;
  readonly county_fips: string | null;
  readonly residential: Tristate;
  readonly dataset: string;
  readonly version: string;
  readonly licence: string;
}

/** A probe's answer: the point's columns, then the building's; null where the register does not know them. */
export interface ProbeRow {
  readonly pointSource: number | null;
  readonly pointLine: string;
  readonly pointUrbanization: string | null;
  readonly pointCity: string | null;
  readonly pointState: string | null;
  readonly pointZip: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly pointCounty: string | null;
  readonly pointResidential: Tristate;
  readonly buildingSource: number | null;
  readonly primaryNumber: string;
  readonly street: string;
  readonly urbanization: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly zip: string;
  readonly unitCount: number;
  readonly hasUndivided: boolean;
  readonly countyFips: string | null;
  readonly residential: Tristate;
}

/** A UUID column as the 32 hexadecimal digits that keys are outside the database. */
function keyOf(uuid: string): string {
  return uuid.replaceAll('-', '');
}

/** A delivery point of a row. Its address is read from its line only when asked for; faults on a row that holds none. */
export function pointOf(row: PointRow): DeliveryPoint {
  let address: StandardAddress | undefined;
  return {
    key: keyOf(row.household_key),
    buildingKey: keyOf(row.building_key),
    get address() {
      return (address ??= addressOf(row));
    },
    residential: row.residential,
    countyFips: row.county_fips ?? undefined,
    latitude: row.latitude ?? undefined,
    longitude: row.longitude ?? undefined,
    source: { dataset: row.dataset, version: row.version, licence: row.licence },
  };
}

function addressOf({
  delivery_line: line1,
  city,
  state,
  zip,
  urbanization,
  household_key,
}: Pick<
  PointRow,
  'household_key' | 'delivery_line' | 'urbanization' | 'city' | 'state' | 'zip'
>): StandardAddress {
  const address = standardise({ line1, city, state, zip, urbanization });
  if (address.kind === 'UNPARSEABLE') throw new Error(`Delivery point ${household_key} holds no address.`);
  return { ...address, changes: [] };
}

/** A building of a row. */
export function buildingOf(row: BuildingRow): RegisteredBuilding {
  return {
    key: keyOf(row.building_key),
    primaryNumber: row.primary_number,
    street: row.street,
    urbanization: row.urbanization ?? undefined,
    city: row.city ?? undefined,
    state: row.state ?? undefined,
    zip: row.zip,
    unitCount: row.unit_count,
    hasUndivided: row.has_undivided,
    countyFips: row.county_fips ?? undefined,
    residential: row.residential,
    source: { dataset: row.dataset, version: row.version, licence: row.licence },
  };
}

/** Both sides of a probe's answer. */
export function entryOf(probe: HouseholdKeys, row: ProbeRow, sourceOf: SourceOf): RegisterEntry {
  return {
    point: row.pointSource === null ? undefined : probedPoint(probe, row, sourceOf(row.pointSource)),
    building:
      row.buildingSource === null ? undefined : probedBuilding(probe, row, sourceOf(row.buildingSource)),
  };
}

function probedPoint(
  { householdKey, buildingKey }: HouseholdKeys,
  row: ProbeRow,
  source: RegistrySource,
): DeliveryPoint {
  let address: StandardAddress | undefined;
  return {
    key: householdKey,
    buildingKey,
    get address() {
      return (address ??= addressOf({
        household_key: householdKey,
        delivery_line: row.pointLine,
        urbanization: row.pointUrbanization,
        city: row.pointCity,
        state: row.pointState,
        zip: row.pointZip,
      }));
    },
    residential: row.pointResidential,
    countyFips: row.pointCounty ?? undefined,
    latitude: row.latitude ?? undefined,
    longitude: row.longitude ?? undefined,
    source,
  };
}

function probedBuilding(
  { buildingKey }: HouseholdKeys,
  row: ProbeRow,
  source: RegistrySource,
): RegisteredBuilding {
  return {
    key: buildingKey,
    primaryNumber: row.primaryNumber,
    street: row.street,
    urbanization: row.urbanization ?? undefined,
    city: row.city ?? undefined,
    state: row.state ?? undefined,
    zip: row.zip,
    unitCount: row.unitCount,
    hasUndivided: row.hasUndivided,
    countyFips: row.countyFips ?? undefined,
    residential: row.residential,
    source,
  };
}
