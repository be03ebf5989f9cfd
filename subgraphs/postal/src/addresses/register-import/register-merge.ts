/** Where households wait within the transaction, and the sources they name by position. */
export const stageTables = `
  CREATE TEMP TABLE staged_address (
    position bigint NOT NULL,
    household_key uuid NOT NULL,
    building_key uuid NOT NULL,
    delivery_line text NOT NULL,
    unit text,
    primary_number text NOT NULL,
    number_value integer,
    street text NOT NULL,
    urbanization text,
    city text,
    state text,
    zip text NOT NULL,
    latitude double precision,
    longitude double precision,
    county_fips text,
    residential tristate NOT NULL,
    source integer NOT NULL
  ) ON COMMIT DROP;
  CREATE TEMP TABLE staged_source (source integer PRIMARY KEY, source_id integer NOT NULL) ON COMMIT DROP`;

/** Takes parallel lists of dataset, version and licence. */
export const mergeSources = `
  WITH given AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS s (dataset, version, licence, position)
  ), known AS (
    INSERT INTO registry_source AS known (dataset, version, licence)
    SELECT DISTINCT ON (dataset, version) dataset, version, licence FROM given
    ON CONFLICT (dataset, version) DO UPDATE SET licence = excluded.licence
    RETURNING id, dataset, version
  )
  INSERT INTO staged_source SELECT position - 1, id FROM given JOIN known USING (dataset, version)`;

/** New or different households; its row count is their number. */
export const mergePoints = `
  INSERT INTO delivery_point AS known (
    household_key, building_key, delivery_line, unit, urbanization, city, state, zip, latitude, longitude,
    county_fips, residential, source_id
  )
  SELECT DISTINCT ON (household_key) household_key, building_key, delivery_line, unit, urbanization, city, state, zip,
    latitude, longitude, county_fips, residential, source_id
  FROM staged_address JOIN staged_source USING (source)
  ORDER BY household_key, position
  ON CONFLICT (household_key) DO UPDATE SET
    building_key = excluded.building_key, delivery_line = excluded.delivery_line, unit = excluded.unit,
    urbanization = excluded.urbanization, city = excluded.city, state = excluded.state,
    latitude = excluded.latitude, longitude = excluded.longitude, county_fips = excluded.county_fips,
    residential = excluded.residential, source_id = excluded.source_id
  WHERE (known.*) IS DISTINCT FROM (excluded.*)`;

/** The doors of the staged households, counted over all households the register has behind them. */
export const mergeBuildings = `
  INSERT INTO building AS known (
    building_key, primary_number, number_value, street, urbanization, city, state, zip, unit_count, has_undivided,
    latitude, longitude, county_fips, residential, source_id
  )
  SELECT first.building_key, first.primary_number, first.number_value, first.street, first.urbanization, first.city,
    first.state, first.zip, homes.unit_count, homes.has_undivided, first.latitude, first.longitude, first.county_fips,
    homes.residential, first.source_id
  FROM (SELECT DISTINCT ON (building_key) * FROM staged_address JOIN staged_source USING (source) ORDER BY building_key, position) first
  JOIN (
    SELECT building_key, count(unit)::integer AS unit_count, bool_or(unit IS NULL) AS has_undivided,
      CASE WHEN bool_or(residential = 'YES') THEN 'YES' WHEN bool_and(residential = 'NO') THEN 'NO' ELSE 'UNKNOWN' END::tristate
        AS residential
    FROM delivery_point WHERE building_key IN (SELECT building_key FROM staged_address) GROUP BY building_key
  ) homes USING (building_key)
  ON CONFLICT (building_key) DO UPDATE SET
    primary_number = excluded.primary_number, number_value = excluded.number_value, street = excluded.street,
    urbanization = excluded.urbanization, city = excluded.city, state = excluded.state,
    unit_count = excluded.unit_count, has_undivided = excluded.has_undivided, latitude = excluded.latitude,
    longitude = excluded.longitude, county_fips = excluded.county_fips, residential = excluded.residential,
    source_id = excluded.source_id
  WHERE (known.*) IS DISTINCT FROM (excluded.*)`;

/** The streets of each ZIP, to find what a misspelled one means. */
export const mergeStreets = `
  INSERT INTO street (zip, street) SELECT DISTINCT zip, street FROM staged_address ON CONFLICT DO NOTHING`;
