-- Coverage by ZIP3, and how far deliveries are. All orders are counted anew, once, by the next reading.
TRUNCATE campaign_household, coverage_count;
UPDATE read_position SET read_to = 0 WHERE reader = 'coverage';

ALTER TABLE campaign_household
  ADD COLUMN zip3 text NOT NULL,
  ADD COLUMN delivered boolean NOT NULL DEFAULT false;

CREATE TYPE coverage_area AS ENUM ('COUNTY', 'ZIP3');

ALTER TABLE coverage_count DROP CONSTRAINT coverage_count_pkey;
ALTER TABLE coverage_count RENAME COLUMN county_fips TO key;
ALTER TABLE coverage_count
  ADD COLUMN area coverage_area NOT NULL,
  ADD COLUMN delivered integer NOT NULL DEFAULT 0,
  ADD PRIMARY KEY (campaign_id, area, key);
