CREATE TABLE airspace (
  id text PRIMARY KEY,
  designator text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  geometry jsonb NOT NULL,
  floor jsonb NOT NULL,
  ceiling jsonb NOT NULL,
  floor_feet_msl double precision,
  ceiling_feet_msl double precision,
  activations jsonb,
  rule jsonb NOT NULL,
  stakeholders text[] NOT NULL,
  source text NOT NULL,
  data_mode text NOT NULL CHECK (data_mode IN ('REAL', 'EXERCISE', 'SIMULATED', 'TEST')),
  content_hash text NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CHECK (floor_feet_msl IS NULL OR ceiling_feet_msl IS NULL OR floor_feet_msl <= ceiling_feet_msl)
);
COMMENT ON COLUMN airspace.floor_feet_msl IS 'Null reaches down without end.';
COMMENT ON COLUMN airspace.ceiling_feet_msl IS 'Null reaches up without end.';
COMMENT ON COLUMN airspace.activations IS 'Null is always active.';
CREATE INDEX airspace_updated_at ON airspace (updated_at DESC);
