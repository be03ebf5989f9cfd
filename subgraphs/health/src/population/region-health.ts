import type { CountyCount, PopulationStore } from './population-store.ts';
import { type ShownCount, largestHiddenCount, suppressParts, suppressTotal } from './suppress-small-cells.ts';

export interface RegionHealthSource {
  readonly patients: ShownCount;
  readonly threshold: number;
}

/** Health figures of a state or county, so held back that no difference between regions gives a small count. */
export async function regionHealth(population: PopulationStore, fips: string): Promise<RegionHealthSource> {
  const counties = await population.countiesOf(fips.slice(0, 2));
  return { patients: shownPatients(fips, counties), threshold: largestHiddenCount + 1 };
}

function shownPatients(fips: string, counties: readonly CountyCount[]): ShownCount {
  const total = counties.reduce((sum, { patients }) => sum + patients, 0);
  if (fips.length === 2) return suppressTotal(total);
  const counts = new Map(counties.map(({ county, patients }) => [county, patients]));
  if (!counts.has(fips)) return 0;
  return suppressParts(counts).get(fips);
}
