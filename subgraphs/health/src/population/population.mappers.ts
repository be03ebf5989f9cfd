import type { RegionHealthSource, TraitTable } from './region-health.ts';

/** A place by its code alone: every wing adds what it knows. */
export interface RegionMapper {
  readonly fips: string;
}

export type RegionHealthMapper = RegionHealthSource;
export type AggregateTableMapper = TraitTable;
export type AggregateCellMapper = TraitTable['cells'][number];
