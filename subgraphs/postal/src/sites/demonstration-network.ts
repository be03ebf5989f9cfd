import { isMilitaryState } from '../addresses/standardise/states.ts';
import { type ZipEntry, allZips } from '../addresses/zip-directory.ts';
import { demonstrationFacilities } from '../places/demonstration-facilities.ts';
import { type Position, distanceKm } from './great-circle.ts';
import type { DistributionSite } from './site.ts';
import { timeZoneOfZip } from './zip-time-zone.ts';

export interface Zip3Service {
  readonly zip3: string;
  readonly siteCode: string;
}

interface PlacedSite {
  readonly site: DistributionSite;
  readonly city: string;
  readonly position: Position;
}

/** Invented, so that the demonstration has days on which centres are full. */
const capacityOf = { LOGISTICS_CENTER: 400_000, FULFILLMENT_CENTER: 120_000 };

/** Military mail leaves the country at these cities' centres: no ZIP of it has a place of its own. */
const militaryGateways: Readonly<Record<string, string>> = { AA: 'FC33132', AE: 'FC10001', AP: 'FC94103' };

const manufacturer: DistributionSite = {
  code: 'MF00001',
  facilityId: null,
  name: 'Manufacturer (demonstration)',
  role: 'MANUFACTURER',
  status: 'ACTIVE',
  district: null,
  area: null,
  timeZone: 'America/New_York',
  supplierCode: null,
  dailyParcelCapacity: 0,
};

/**
 * Sites of the demonstration network and who packs for which ZIP3: the nearest fulfilment centre, which the nearest logistics centre
 * supplies. Roles, capacities and areas are invented; positions are those of the cities.
 */
export function demonstrationNetwork(): {
  readonly sites: readonly DistributionSite[];
  readonly services: readonly Zip3Service[];
} {
  const logistics = placedSites('LOGISTICS_CENTER', 'LC');
  const fulfillment = placedSites('FULFILLMENT_CENTER', 'FC').map((placed) => {
    const supplier = nearestOf(logistics, placed.position);
    return { ...placed, site: { ...placed.site, supplierCode: supplier.site.code, area: supplier.city } };
  });
  return {
    sites: [manufacturer, ...[...logistics, ...fulfillment].map(({ site }) => site)],
    services: serviceAreas(fulfillment),
  };
}

function placedSites(role: 'LOGISTICS_CENTER' | 'FULFILLMENT_CENTER', prefix: string): readonly PlacedSite[] {
  const facilities = demonstrationFacilities().filter(({ kind }) => kind === role);
  return facilities.map(({ id, name, city = '', state = '', zip = '', latitude, longitude }) => ({
    site: {
      code: prefix + zip,
      facilityId: id,
      name,
      role,
      status: 'ACTIVE',
      district: state,
      area: city,
      timeZone: timeZoneOfZip(zip) ?? 'UTC',
      supplierCode: null,
      dailyParcelCapacity: capacityOf[role],
    },
    city,
    position: { latitude, longitude },
  }));
}

function serviceAreas(fulfillment: readonly PlacedSite[]): readonly Zip3Service[] {
  const entriesByZip3 = new Map<string, ZipEntry[]>();
  for (const entry of allZips()) {
    const zip3 = entry.zip.slice(0, 3);
    const entries = entriesByZip3.get(zip3);
    if (entries) entries.push(entry);
    else entriesByZip3.set(zip3, [entry]);
  }
  return [...entriesByZip3].map(([zip3, entries]) => ({ zip3, siteCode: servingSite(entries, fulfillment) }));
}

function servingSite(entries: readonly ZipEntry[], fulfillment: readonly PlacedSite[]): string {
  const state = entries[0]?.state ?? '';
  const gateway = isMilitaryState(state) ? militaryGateways[state] : undefined;
  return gateway ?? nearestOf(fulfillment, middleOf(entries)).site.code;
}

function middleOf(entries: readonly ZipEntry[]): Position {
  const placed = entries.flatMap(({ latitude, longitude }) =>
    latitude === undefined || longitude === undefined ? [] : [{ latitude, longitude }],
  );
  const mean = (valueOf: (position: Position) => number) =>
    placed.reduce((sum, position) => sum + valueOf(position), 0) / placed.length;
  return { latitude: mean(({ latitude }) => latitude), longitude: mean(({ longitude }) => longitude) };
}

function nearestOf(sites: readonly PlacedSite[], position: Position): PlacedSite {
  const [first, ...others] = sites;
  if (!first) throw new Error('The demonstration network has no site to serve from.');
  return others.reduce(
    (nearest, site) =>
      distanceKm(site.position, position) < distanceKm(nearest.position, position) ? site : nearest,
    first,
  );
}
