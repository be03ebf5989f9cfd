CREATE TYPE count_grain AS ENUM ('MINUTE', 'HOUR');
CREATE TYPE count_dimension AS ENUM ('ALL', 'STATE', 'COUNTY', 'ZIP3', 'CHANNEL', 'LOCALE');

-- Orders placed, by when and by what. Counted behind intake by read position; a question reads one range of the key.
CREATE TABLE order_count (
  campaign_id text NOT NULL,
  dimension count_dimension NOT NULL,
  grain count_grain NOT NULL,
  -- Start of the minute or hour, UTC.
  starts_at timestamptz(3) NOT NULL,
  key text NOT NULL,
  orders integer NOT NULL,
  PRIMARY KEY (campaign_id, dimension, grain, starts_at, key)
);

INSERT INTO read_position (reader, read_to) VALUES ('order counts', 0);

-- What became of attempts, added up in each process and written in groups: a process that is killed loses its last few seconds of them.
CREATE TABLE intake_step_count (
  -- Empty for checks of addresses, which name no campaign.
  campaign_id text NOT NULL,
  starts_at timestamptz(3) NOT NULL,
  step text NOT NULL,
  -- Empty where no ZIP is known.
  zip3 text NOT NULL,
  times integer NOT NULL,
  PRIMARY KEY (campaign_id, starts_at, step, zip3)
);

-- A histogram that adds up: bucket n holds durations up to 1.1^n milliseconds.
CREATE TABLE intake_duration_count (
  campaign_id text NOT NULL,
  starts_at timestamptz(3) NOT NULL,
  bucket smallint NOT NULL,
  times integer NOT NULL,
  PRIMARY KEY (campaign_id, starts_at, bucket)
);
