CREATE TYPE "UnitKind" AS ENUM ('AIR_TRAFFIC_CONTROL', 'AIR_DEFENCE', 'POLICE', 'PROTECTIVE_SERVICE', 'FLYING_UNIT', 'COORDINATION_CENTRE', 'MARITIME', 'SPACE', 'OTHER');
CREATE TYPE "MarkingLevel" AS ENUM ('UNCLASSIFIED', 'CUI', 'RESTRICTED');
CREATE TYPE "DataMode" AS ENUM ('REAL', 'EXERCISE', 'SIMULATED', 'TEST');
CREATE TYPE "FeedTransport" AS ENUM ('HTTP_PUSH', 'FILE_REPLAY', 'GENERATED');
CREATE TYPE "FlightPlanState" AS ENUM ('FILED', 'AIRBORNE', 'COMPLETED', 'CANCELLED');
CREATE TYPE "NoticePhase" AS ENUM ('ADVANCE', 'REAL_TIME');
CREATE TYPE "AlertState" AS ENUM ('OPEN', 'ACKNOWLEDGED', 'RESOLVED', 'EXPIRED');

CREATE TABLE unit (
  id text PRIMARY KEY,
  name text NOT NULL,
  kind "UnitKind" NOT NULL,
  parent_id text REFERENCES unit,
  keeps_watch boolean NOT NULL
);

CREATE TABLE feed (
  id text PRIMARY KEY,
  name text NOT NULL,
  format text NOT NULL,
  transport "FeedTransport" NOT NULL,
  owner_id text NOT NULL REFERENCES unit,
  enabled boolean NOT NULL,
  data_mode "DataMode" NOT NULL,
  marking_level "MarkingLevel" NOT NULL,
  marking_controls text[] NOT NULL,
  marking_releasable text[] NOT NULL,
  utc_offset_minutes integer NOT NULL
);

CREATE TABLE flight_plan (
  id uuid PRIMARY KEY,
  gufi text NOT NULL UNIQUE,
  originator_id text NOT NULL REFERENCES unit,
  state "FlightPlanState" NOT NULL,
  revision integer NOT NULL,
  callsign text NOT NULL,
  off_block_at timestamptz(3) NOT NULL,
  estimated_arrival_at timestamptz(3),
  content jsonb NOT NULL,
  marking_level "MarkingLevel" NOT NULL,
  marking_controls text[] NOT NULL,
  marking_releasable text[] NOT NULL,
  filed_at timestamptz(3) NOT NULL
);
CREATE INDEX flight_plan_off_block ON flight_plan (off_block_at DESC, id DESC);

CREATE TABLE flight_plan_message (
  plan_id uuid NOT NULL REFERENCES flight_plan,
  revision integer NOT NULL,
  filed_by text NOT NULL REFERENCES unit,
  filed_at timestamptz(3) NOT NULL,
  message text NOT NULL,
  idempotency_key text NOT NULL,
  PRIMARY KEY (plan_id, revision),
  UNIQUE (filed_by, idempotency_key)
);

CREATE TABLE share (
  id uuid PRIMARY KEY,
  plan_id uuid NOT NULL REFERENCES flight_plan,
  from_id text NOT NULL REFERENCES unit,
  to_id text NOT NULL REFERENCES unit,
  phase "NoticePhase" NOT NULL,
  note text,
  sent_at timestamptz(3) NOT NULL,
  delivered_at timestamptz(3) NOT NULL,
  acknowledged_at timestamptz(3),
  acknowledged_by text,
  UNIQUE (plan_id, to_id, phase)
);
CREATE INDEX share_to ON share (to_id, sent_at DESC, id DESC);

CREATE TABLE alert (
  id uuid PRIMARY KEY,
  unit_id text NOT NULL REFERENCES unit,
  code text NOT NULL,
  level text NOT NULL,
  state "AlertState" NOT NULL,
  dedupe_key text NOT NULL UNIQUE,
  track_id text NOT NULL,
  track_label text NOT NULL,
  airspace_id text,
  longitude double precision,
  latitude double precision,
  raised_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  raised_clock_at timestamptz(3) NOT NULL,
  acknowledged_at timestamptz(3),
  acknowledged_by text,
  resolved_at timestamptz(3),
  resolved_clock_at timestamptz(3),
  resolution_kind text,
  resolution_unit_id text,
  resolution_plan_id uuid,
  resolution_text text,
  explanation jsonb NOT NULL,
  occurrences integer NOT NULL,
  data_mode "DataMode" NOT NULL,
  revision integer NOT NULL
);
CREATE INDEX alert_unit ON alert (unit_id, raised_at DESC, id DESC);
CREATE INDEX alert_unfinished ON alert (state) WHERE state IN ('OPEN', 'ACKNOWLEDGED');

CREATE TABLE decision (
  id uuid PRIMARY KEY,
  unit_id text NOT NULL REFERENCES unit,
  entry integer NOT NULL,
  kind text NOT NULL,
  at timestamptz(3) NOT NULL,
  operator text NOT NULL,
  alert_id uuid,
  rationale text NOT NULL,
  picture_cursor text NOT NULL,
  previous_hash text NOT NULL,
  hash text NOT NULL,
  cautions jsonb NOT NULL,
  idempotency_key text NOT NULL,
  UNIQUE (unit_id, entry),
  UNIQUE (unit_id, idempotency_key)
);
CREATE INDEX decision_alert ON decision (alert_id) WHERE alert_id IS NOT NULL;

-- A chain that can be rewritten proves nothing.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'decisions are append-only';
END $$;
CREATE TRIGGER decision_append_only BEFORE UPDATE OR DELETE ON decision
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE track_point (
  track_id uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  feed_id text NOT NULL,
  longitude double precision NOT NULL,
  latitude double precision NOT NULL,
  altitude_feet double precision,
  speed_knots double precision,
  track_degrees double precision,
  PRIMARY KEY (track_id, at, feed_id)
);
CREATE INDEX track_point_at ON track_point USING brin (at);

CREATE TABLE picture_change (
  sequence bigint PRIMARY KEY,
  at timestamptz(3) NOT NULL,
  kind text NOT NULL,
  item_id text NOT NULL
);
