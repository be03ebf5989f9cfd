import type { RegionHealthSource } from './region-health.ts';

/** A place by its code alone: every wing adds what it knows. */
export interface RegionMapper {
  readonly fips: string;
}

export type RegionHealthMapper = RegionHealthSource;
