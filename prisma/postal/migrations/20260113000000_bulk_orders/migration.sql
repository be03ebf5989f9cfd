-- Every row that an agent placed although the rules hold or refuse its address, and why.
CREATE TABLE order_override (
  number bigint PRIMARY KEY,
  at timestamptz(3) NOT NULL,
  -- Subject of the access token.
  agent text NOT NULL,
  -- Who typed the row, as the contact centre names them.
  named_agent text NOT NULL,
  reason text NOT NULL,
  -- What was passed, e.g. BUSINESS_ADDRESS.
  passed text[] NOT NULL CHECK (cardinality(passed) > 0)
);
