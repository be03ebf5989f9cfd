import { batchListsByKey } from '@rotunda/platform/batch-by-key';
import type { Clock } from '@rotunda/platform/clock';
import type { Queries } from '@rotunda/platform/query-until-deadline';

export interface CountyCount {
  readonly state: string;
  readonly county: string;
  readonly patients: number;
}

/** A trait by which the people of a state are counted. */
export type Trait = 'AGE_BAND' | 'GENDER' | 'RACE' | 'LANGUAGE' | 'INTERPRETER_NEED';

interface TraitCount {
  readonly state: string;
  /** `unknown` where not recorded. */
  readonly value: string;
  readonly patients: number;
}

export interface PopulationStore {
  /** Patients by county of one state (two digits); counties without any are left out. Batched over states. */
  countiesOf(state: string): Promise<readonly CountyCount[]>;
  /** Patients of one state (two digits) by the values of a trait, in order of value. Batched over states. */
  traitsOf(state: string, trait: Trait): Promise<readonly TraitCount[]>;
}

const patientsByCounty = `
SELECT s.state, counted.county, counted.patients
FROM unnest($1::text[]) AS s(state)
CROSS JOIN LATERAL (
  SELECT p.county_fips AS county, count(*)::int AS patients FROM patient p
  WHERE p.county_fips >= s.state AND p.county_fips < s.state || ':'
  GROUP BY p.county_fips
) counted`;

/** Ages are counted in whole years at the time given; the dead are counted at the age they would have. */
const valueOf: Readonly<Record<Trait, string>> = {
  AGE_BAND: `CASE
    WHEN p.birth_date_from IS NULL THEN 'unknown'
    WHEN age($2::date, p.birth_date_from) < interval '18 years' THEN '0-17'
    WHEN age($2::date, p.birth_date_from) < interval '45 years' THEN '18-44'
    WHEN age($2::date, p.birth_date_from) < interval '65 years' THEN '45-64'
    WHEN age($2::date, p.birth_date_from) < interval '90 years' THEN '65-89'
    ELSE '90+' END`,
  GENDER: "coalesce(p.gender, 'unknown')",
  RACE: "coalesce(p.race_code, 'unknown')",
  LANGUAGE: "coalesce(lower(split_part(p.language, '-', 1)), 'unknown')",
  INTERPRETER_NEED: "CASE p.interpreter_needed WHEN true THEN 'yes' WHEN false THEN 'no' ELSE 'unknown' END",
};

const patientsByTrait = (trait: Trait) => `
SELECT s.state, counted.value, counted.patients
FROM unnest($1::text[]) AS s(state)
CROSS JOIN LATERAL (
  SELECT ${valueOf[trait]} AS value, count(*)::int AS patients FROM patient p
  WHERE p.county_fips >= s.state AND p.county_fips < s.state || ':' AND $2::date IS NOT NULL
  GROUP BY 1
) counted
ORDER BY counted.value`;

/** Counts of people, never people. */
export function createPopulationStore(queries: Queries, clock: Clock): PopulationStore {
  const traitReaders = new Map<Trait, (state: string) => Promise<readonly TraitCount[]>>();

  function readerOf(trait: Trait) {
    const known = traitReaders.get(trait);
    if (known) return known;
    const reader = batchListsByKey<string, TraitCount>(
      async (states) => {
        const { rows } = await queries.query<TraitCount>({
          name: `patients_by_${trait}`,
          text: patientsByTrait(trait),
          values: [states, clock.now()],
        });
        return rows;
      },
      (row) => row.state,
    );
    traitReaders.set(trait, reader);
    return reader;
  }

  return {
    countiesOf: batchListsByKey<string, CountyCount>(
      async (states) => {
        const { rows } = await queries.query<CountyCount>({
          name: 'patients_by_county',
          text: patientsByCounty,
          values: [states],
        });
        return rows;
      },
      (row) => row.state,
    ),
    traitsOf: (state, trait) => readerOf(trait)(state),
  };
}
