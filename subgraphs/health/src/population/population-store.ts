import { batchListsByKey } from '@rotunda/platform/batch-by-key';
import type { Pool } from 'pg';

export interface CountyCount {
  readonly state: string;
  readonly county: string;
  readonly patients: number;
}

export interface PopulationStore {
  /** Patients by county of one state (two digits); counties without any are left out. Batched over states. */
  countiesOf(state: string): Promise<readonly CountyCount[]>;
}

const patientsByCounty = `
SELECT s.state, counted.county, counted.patients
FROM unnest($1::text[]) AS s(state)
CROSS JOIN LATERAL (
  SELECT p.county_fips AS county, count(*)::int AS patients FROM patient p
  WHERE p.county_fips >= s.state AND p.county_fips < s.state || ':'
  GROUP BY p.county_fips
) counted`;

/** Counts of people, never people. */
export function createPopulationStore(pool: Pool): PopulationStore {
  return {
    countiesOf: batchListsByKey<string, CountyCount>(
      async (states) => {
        const { rows } = await pool.query<CountyCount>({
          name: 'patients_by_county',
          text: patientsByCounty,
          values: [states],
        });
        return rows;
      },
      (row) => row.state,
    ),
  };
}
