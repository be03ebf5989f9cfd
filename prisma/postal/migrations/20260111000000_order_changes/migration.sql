-- Changes that were made once for a key of the client: the same key and input get the same answer. A refused request binds nothing.
CREATE TABLE answered_request (
  operation text NOT NULL,
  idempotency_key uuid NOT NULL,
  input_hash uuid NOT NULL,
  answer jsonb NOT NULL,
  answered_at timestamptz(3) NOT NULL,
  PRIMARY KEY (operation, idempotency_key)
);

CREATE TYPE delivery_problem AS ENUM ('NOT_RECEIVED', 'DAMAGED', 'FROZEN', 'EXPIRED', 'WRONG_ITEM');

-- An order is replaced once.
CREATE TABLE order_replacement (
  number bigint PRIMARY KEY,
  replacement bigint NOT NULL UNIQUE,
  problem delivery_problem NOT NULL,
  reported_at timestamptz(3) NOT NULL
);

-- An order that claims nothing of its household, because it was cancelled or replaces another, has an ordinal below 1.
-- Staff read orders by time. Rows come in by time, so a summary a block range finds them and costs intake nothing; what waits for staff
-- is few among many and has an index of its own, which a confirmed order does not enter.
CREATE INDEX relief_order_placed_at ON relief_order USING brin (placed_at) WITH (pages_per_range = 32, autosummarize = on);
CREATE INDEX relief_order_awaits_staff ON relief_order (placed_at, number)
  WHERE status IN ('HELD_FOR_REVIEW', 'DELIVERY_EXCEPTION', 'RETURNED');
