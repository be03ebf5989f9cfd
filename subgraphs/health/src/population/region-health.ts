import type { CountyCount, PopulationStore, Trait } from './population-store.ts';
import { type ShownCount, largestHiddenCount, suppressParts, suppressTotal } from './suppress-small-cells.ts';

export interface RegionHealthSource {
  readonly fips: string;
  readonly patients: ShownCount;
  readonly threshold: number;
}

/** Health figures of a state or county, so held back that no difference between regions gives a small count. */
export async function regionHealth(population: PopulationStore, fips: string): Promise<RegionHealthSource> {
  const counties = await population.countiesOf(fips.slice(0, 2));
  return { fips, patients: shownPatients(fips, counties), threshold: largestHiddenCount + 1 };
}

function shownPatients(fips: string, counties: readonly CountyCount[]): ShownCount {
  const total = counties.reduce((sum, { patients }) => sum + patients, 0);
  if (fips.length === 2) return suppressTotal(total);
  const counts = new Map(counties.map(({ county, patients }) => [county, patients]));
  if (!counts.has(fips)) return 0;
  return suppressParts(counts).get(fips);
}

export interface TraitTable {
  readonly by: Trait;
  readonly cells: readonly { readonly value: string; readonly count: ShownCount }[];
}

/** A state's patients by one trait; undefined for a county, and for a state whose own count is held back. */
export async function traitTable(
  population: PopulationStore,
  { fips, patients }: RegionHealthSource,
  by: Trait,
): Promise<TraitTable | undefined> {
  if (fips.length !== 2 || patients === undefined) return undefined;
  const counts = await population.traitsOf(fips, by);
  const shown = suppressParts(new Map(counts.map(({ value, patients: count }) => [value, count])));
  return { by, cells: [...shown].map(([value, count]) => ({ value, count })) };
}
